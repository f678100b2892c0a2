package slack_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"marquee/bots/slack"
	"marquee/bots/slack/slacktest"
	"marquee/internal/chat"
)

// A signature is the same one in upper case, so that a replay of a request is one
// however its hexadecimal digits are written.
func TestReplayInAnotherCase(t *testing.T) {
	r := start(t, always(chat.Card{Tone: chat.Info, Title: "Heat (1995)"}), slacktest.Config{}, slack.Options{Mode: slack.HTTP})
	body, at := "command=%2Ffilm&text=Heat&user_id=U1&channel_id=C1", fmt.Sprint(time.Now().Unix())
	mac := hmac.New(sha256.New, []byte(r.srv.SigningSecret()))
	fmt.Fprintf(mac, "v0:%s:%s", at, body)
	digits := hex.EncodeToString(mac.Sum(nil))
	var got []int
	for _, s := range []string{digits, digits, strings.ToUpper(digits)} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.base+"/slack/commands", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("X-Slack-Request-Timestamp", at)
		req.Header.Set("X-Slack-Signature", "v0="+s)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		got = append(got, resp.StatusCode)
	}
	if want := []int{200, 401, 401}; !slices.Equal(got, want) {
		t.Errorf("statuses %v, want %v", got, want)
	}
}
