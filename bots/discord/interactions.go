package discord

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Bounds of what the endpoint takes.
const (
	maxBody   = 1 << 20 // bytes
	freshness = 5 * time.Minute
)

// Interactions returns the endpoint for interactions over HTTP, to be mounted at
// the address that is entered on Discord's developer pages. It answers 401 for
// what Discord did not sign within five minutes, 413 for more than 1 MB, and 503
// while Run does not run, to Discord's PING too.
// https://discord.com/developers/docs/interactions/overview#preparing-for-interactions
func (a *Adapter) Interactions() http.Handler { return http.HandlerFunc(a.serveHTTP) }

func (a *Adapter) serveHTTP(w http.ResponseWriter, r *http.Request) {
	begun := time.Now()
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "POST only", http.StatusMethodNotAllowed)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		http.Error(w, "more than 1 MB", http.StatusRequestEntityTooLarge)
		return
	case err != nil:
		http.Error(w, "the body ended early", http.StatusBadRequest)
		return
	}
	if !a.signed(r.Header, body, begun) {
		http.Error(w, "invalid request signature", http.StatusUnauthorized)
		return
	}
	if !a.serving() {
		http.Error(w, "not now", http.StatusServiceUnavailable)
		return
	}
	in, err := readInteraction(body)
	if err != nil {
		a.log.Warn("a signed request that is no interaction", "error", err)
		http.Error(w, "no interaction", http.StatusBadRequest)
		return
	}
	if in.Type == discordgo.InteractionPing {
		_ = writeJSON(w, response{Type: discordgo.InteractionResponsePong})
		return
	}
	a.answerHTTP(w, r, in, begun)
}

// serving reports whether Run takes anything new.
func (a *Adapter) serving() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.handler.Load() != nil && !a.closing
}

// answerHTTP has the first response be the answer to the request itself.
func (a *Adapter) answerHTTP(w http.ResponseWriter, r *http.Request, in *interaction, begun time.Time) {
	first, written := make(chan response), make(chan error, 1)
	began := a.begin(in, begun, func(ctx context.Context, out response) error {
		select {
		case first <- out:
			return <-written
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	if !began {
		http.Error(w, "not now, or not again", http.StatusServiceUnavailable)
		return
	}
	ctx, cancel := context.WithDeadline(r.Context(), begun.Add(firstResponse))
	defer cancel()
	select {
	case out := <-first:
		err := writeJSON(w, out)
		if err == nil {
			// What follows is only taken once this has arrived.
			if err = http.NewResponseController(w).Flush(); errors.Is(err, http.ErrNotSupported) {
				err = nil // it goes out when this returns
			}
		}
		written <- err
	case <-ctx.Done():
		http.Error(w, "no answer in time", http.StatusServiceUnavailable)
	}
}

func writeJSON(w http.ResponseWriter, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		http.Error(w, "no answer", http.StatusInternalServerError)
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(raw)))
	_, err = w.Write(raw)
	return err
}

// signed reports whether Discord signed the body within freshness of now.
func (a *Adapter) signed(h http.Header, body []byte, now time.Time) bool {
	stamp := h.Get("X-Signature-Timestamp")
	signature, err := hex.DecodeString(h.Get("X-Signature-Ed25519"))
	if err != nil || len(signature) != ed25519.SignatureSize || len(a.key) != ed25519.PublicKeySize {
		return false
	}
	at, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return false
	}
	if age := now.Sub(time.Unix(at, 0)); age > freshness || age < -freshness {
		return false
	}
	return ed25519.Verify(a.key, append([]byte(stamp), body...), signature)
}
