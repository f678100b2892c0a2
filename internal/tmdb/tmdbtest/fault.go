package tmdbtest

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// A planned fault goes wrong with requests whose path has prefix.
type planned struct {
	prefix string
	left   int // how often yet; -1 for always
	answer Fault
}

// A Fault is something that goes wrong with an answer.
type Fault func(w http.ResponseWriter, r *http.Request, real http.HandlerFunc)

// Fail makes the next times requests go wrong whose path, after "/3/", begins
// with prefix ("movie/" or "" for all); -1 times is until Heal. Faults that are
// set later come after those set before. Lists of ids have the prefix
// "exports/".
func (d *Double) Fail(prefix string, times int, f Fault) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.faults = append(d.faults, planned{prefix, times, f})
}

// Heal takes all faults away.
func (d *Double) Heal() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.faults = nil
}

// nextFault takes the fault for a path, nil where there is none.
func (d *Double) nextFault(path string) Fault {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i := range d.faults {
		f := &d.faults[i]
		if f.left == 0 || !strings.HasPrefix(path, f.prefix) {
			continue
		}
		if f.left > 0 {
			f.left--
		}
		return f.answer
	}
	return nil
}

// Busy is 429 with the given Retry-After, "" for none.
func Busy(retryAfter string) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
		if retryAfter != "" {
			w.Header().Set("Retry-After", retryAfter)
		}
		refuse(w, http.StatusTooManyRequests, 25, "Your request count (#) is over the allowed limit of (40).")
	}
}

// Status is an error of TMDB's with its code.
func Status(status, code int) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
		refuse(w, status, code, "Something went wrong.")
	}
}

// Broken is 500.
func Broken() Fault { return Status(http.StatusInternalServerError, 11) }

// HTML is the page of somebody else, with the given status.
func HTML(status int) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(status)
		fmt.Fprint(w, "<!DOCTYPE html><html><title>Sign in to the network</title></html>")
	}
}

// HalfBody sends half of the right answer and drops the connection.
func HalfBody() Fault {
	return func(w http.ResponseWriter, r *http.Request, real http.HandlerFunc) {
		whole := wholeAnswer(r, real)
		w.Header().Set("Content-Length", fmt.Sprint(len(whole)))
		_, _ = w.Write(whole[:len(whole)/2])
		http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler) // how package http is told to drop a connection
	}
}

// HalfJSON sends half of the right answer as if it were whole.
func HalfJSON() Fault {
	return func(w http.ResponseWriter, r *http.Request, real http.HandlerFunc) {
		whole := wholeAnswer(r, real)
		_, _ = w.Write(whole[:len(whole)/2])
	}
}

// Silence answers nothing until the caller goes away, or for the given time.
func Silence(longest time.Duration) Fault {
	return func(_ http.ResponseWriter, r *http.Request, _ http.HandlerFunc) {
		select {
		case <-r.Context().Done():
		case <-time.After(longest):
		}
	}
}

// Huge is a JSON answer of the given size, told beforehand or not.
func Huge(bytes int, told bool) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
		if told {
			w.Header().Set("Content-Length", fmt.Sprint(bytes))
		}
		const head, tail = `{"id":1,"overview":"`, `"}`
		fmt.Fprint(w, head)
		chunk := strings.Repeat("0123456789abcdef", 4<<10)
		for left := bytes - len(head) - len(tail); left > 0; left -= len(chunk) {
			if _, err := fmt.Fprint(w, chunk[:min(left, len(chunk))]); err != nil {
				return
			}
		}
		fmt.Fprint(w, tail)
	}
}

// Redirect sends the caller elsewhere.
func Redirect(to string) Fault {
	return func(w http.ResponseWriter, r *http.Request, _ http.HandlerFunc) {
		http.Redirect(w, r, to, http.StatusFound)
	}
}

// Body answers with the given text, as JSON and with status 200.
func Body(text string) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, text)
	}
}

// refuse writes an error in TMDB's form.
func refuse(w http.ResponseWriter, status, code int, message string) {
	w.Header().Set("Content-Type", "application/json;charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintf(w, `{"status_code":%d,"status_message":%q,"success":false}`, code, message)
}
