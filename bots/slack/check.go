package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	slackgo "github.com/slack-go/slack"

	"marquee/internal/chat"
)

// checkTime bounds a Check.
const checkTime = 20 * time.Second

// where tells where tokens are found.
const where = "https://api.slack.com/apps"

// missing says what the options lack, before anything is asked.
func (o Options) missing() []string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	switch {
	case o.BotToken == "":
		add("slack.bot_token is missing: it is the Bot User OAuth Token (xoxb-…) under OAuth & Permissions on %s.", where)
	case strings.HasPrefix(o.BotToken, "xapp-"):
		add("slack.bot_token holds an app-level token (xapp-…): it wants the Bot User OAuth Token (xoxb-…) under OAuth & Permissions on %s.", where)
	}
	switch o.Mode {
	case Socket:
		switch {
		case o.AppToken == "":
			add("slack.app_token is missing: Socket Mode wants an app-level token (xapp-…) with the scope connections:write, under Basic Information on %s.", where)
		case strings.HasPrefix(o.AppToken, "xox"):
			add("slack.app_token holds a bot or user token: it wants the app-level token (xapp-…) under Basic Information on %s.", where)
		}
	case HTTP:
		if o.SigningSecret == "" {
			add("slack.signing_secret is missing: it stands under Basic Information on %s, and requests cannot be checked without it.", where)
		}
	default:
		add("slack.mode is %q: it can be socket or http.", o.Mode)
	}
	return out
}

// Check looks at tokens, scopes and the network. It changes and posts nothing and
// opens no socket.
func Check(ctx context.Context, o Options) chat.Report {
	o = o.withDefaults()
	var r chat.Report
	for _, problem := range o.missing() {
		r.Bad("%s", problem)
	}
	if u, err := url.Parse(o.APIURL); err != nil || u.Host == "" {
		r.Bad("slack.api_url is %q, which is no web address.", o.APIURL)
		return r
	}
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	a := newAdapter(o)
	defer a.client.CloseIdleConnections()
	if o.BotToken != "" {
		a.checkBot(ctx, &r)
	}
	if o.Mode == Socket && o.AppToken != "" {
		a.checkApp(ctx, &r)
	}
	return r
}

func (a *Adapter) checkBot(ctx context.Context, r *chat.Report) {
	who, err := a.api.AuthTestContext(ctx)
	if err != nil {
		r.Bad("%s", a.explain(err, "slack.bot_token", "install the app anew under Install App, and copy the Bot User OAuth Token"))
		return
	}
	if who.BotID == "" {
		r.Bad("slack.bot_token belongs to a person and not to a bot: copy the Bot User OAuth Token (xoxb-…) from %s.", where)
		return
	}
	r.Good("Slack takes the bot token: @%s in the workspace %s.", who.User, who.Team)
	granted := strings.FieldsFunc(who.Header.Get("X-Oauth-Scopes"), func(c rune) bool { return c == ',' || c == ' ' })
	switch missing := missingScopes(granted); {
	case len(granted) == 0:
		r.Good("Slack does not say which scopes the app has; they are not checked.")
	case len(missing) > 0:
		r.Bad("The app lacks the scopes %s: paste the output of `marquee slack manifest` under App Manifest on %s, and install the app anew.", strings.Join(missing, ", "), where)
	default:
		r.Good("The app has every scope that it needs.")
	}
}

func (a *Adapter) checkApp(ctx context.Context, r *chat.Report) {
	if _, _, err := a.api.StartSocketModeContext(ctx); err != nil {
		r.Bad("%s", a.explain(err, "slack.app_token", "make an app-level token with the scope connections:write under Basic Information, and turn Socket Mode on"))
		return
	}
	r.Good("Slack takes the app-level token and gives sockets.")
}

// explain says why a token cannot be used.
func (a *Adapter) explain(err error, key, remedy string) string {
	var status slackgo.StatusCodeError
	var syntax *json.SyntaxError
	name := errorName(err)
	switch {
	case name == "missing_scope":
		return fmt.Sprintf("Slack says that %s lacks a scope%s: %s on %s.", key, neededScope(err), remedy, where)
	case credentials[name]:
		return fmt.Sprintf("Slack refuses %s (%s): %s on %s.", key, name, remedy, where)
	case retryAfter(err, 0) > 0:
		return fmt.Sprintf("Slack has been asked too often just now to tell whether %s is right. Try again in %v.", key, retryAfter(err, 0))
	case name != "":
		return fmt.Sprintf("Slack answers %q when asked with %s.", name, key)
	case errors.As(err, &syntax):
		return fmt.Sprintf("What answers at %s is not Slack: it sends a page, as a proxy or the sign-in page of a network does, so %s is not checked.", a.options.APIURL, key)
	case errors.As(err, &status):
		return fmt.Sprintf("What answers at %s is not Slack, or Slack is down: status %d.", a.options.APIURL, status.Code)
	}
	return fmt.Sprintf("Slack cannot be reached at %s, so %s is not checked: %v.", a.options.APIURL, key, a.safe(err))
}
