package discordtest_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"testing"

	"marquee/bots/discord/discordtest"
)

func TestUpload(t *testing.T) {
	w := newWorld(t, discordtest.Config{})
	send := func(payload, part, file string) answer {
		t.Helper()
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		if err := form.WriteField("payload_json", payload); err != nil {
			t.Fatal(err)
		}
		f, err := form.CreateFormFile(part, file)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = f.Write([]byte("picture"))
		form.Close()
		req, err := http.NewRequest("POST", w.srv.APIURL()+"/v10"+w.messages(), &body)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bot "+w.srv.Token())
		req.Header.Set("Content-Type", form.FormDataContentType())
		resp, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		raw, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer{resp.StatusCode, resp.Header, raw}
	}
	a := send(`{"embeds":[{"image":{"url":"attachment://p.png"}}]}`, "files[0]", "p.png")
	if a.status != 200 || a.json(t)["attachments"].([]any)[0].(obj)["filename"] != "p.png" {
		t.Errorf("%d %s", a.status, a.raw)
	}
	if seen, _ := w.alice.Newest(w.films); len(seen.Files) != 1 || seen.Embeds[0].Image != "attachment://p.png" {
		t.Errorf("alice sees %+v", seen)
	}
	if a := send(`{"embeds":[{"image":{"url":"attachment://q.png"}}]}`, "files[0]", "p.png"); a.status != 400 || a.code(t) != 50035 {
		t.Errorf("another file's name: %d %s", a.status, a.raw)
	}
	if a := send(`{}`, "file[0]", "p.png"); a.status != 400 {
		t.Errorf("an unknown part: %d %s", a.status, a.raw)
	}
	kinds(w.srv)
}
