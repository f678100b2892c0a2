package slacktest_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"

	"marquee/bots/slack/slacktest"
)

// answerFilm answers every command with a card, when Slack asks.
func answerFilm(secret string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if !signed(secret, r.Header, body) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		if _, payload := decode(r, body); payload["type"] == "url_verification" {
			_, _ = fmt.Fprint(w, payload["challenge"])
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"text": "Never Let Me Go (2010)", "blocks": [
			{"type": "header", "text": {"type": "plain_text", "text": "Never Let Me Go (2010)"}},
			{"type": "section", "text": {"type": "mrkdwn", "text": "*Director:* Mark Romanek"}},
			{"type": "actions", "elements": [
				{"type": "button", "action_id": "crew", "text": {"type": "plain_text", "text": "Cast & crew"}}
			]}
		]}`)
	}
}

// A person types a command and reads what an app behind HTTP answers. In a test
// one calls New in the place of Start: it ends the double, and fails the test for
// what the app did wrong.
func Example() {
	srv, err := slacktest.Start(slacktest.Config{})
	if err != nil {
		panic(err)
	}
	defer srv.Close()
	app := httptest.NewServer(answerFilm(srv.SigningSecret()))
	defer app.Close()
	if err := srv.UseEndpoint(context.Background(), app.URL); err != nil {
		panic(err)
	}

	films, alice := srv.AddChannel("films"), srv.AddUser("alice")
	films.Join(alice)
	if _, err := alice.Slash(films, "/film", "Never Let Me Go"); err != nil {
		panic(err)
	}
	for _, seen := range alice.Sees(films) {
		fmt.Print(seen)
	}
	fmt.Println(srv.Violations())
	// Output:
	// (only you can see this)
	// Never Let Me Go (2010)
	// Director: Mark Romanek
	// [Cast & crew]
	// []
}
