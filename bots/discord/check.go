package discord

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"marquee/internal/chat"
)

// A Report says how the bot is set up on Discord's side.
type Report struct {
	chat.Report
	Invite string // the address at which a server's owner adds the bot; "" where the application is unknown
}

// Check looks at token, application, gateway, servers and permissions, changing
// nothing. It needs what New needs, and what is missing of that is in the report.
func Check(ctx context.Context, o Options) Report {
	var r Report
	if isSnowflake(o.ApplicationID) {
		r.Invite = InviteLink(o.ApplicationID)
	}
	a, err := New(o)
	if err != nil {
		r.Bad("%v", err)
		return r
	}
	if err := a.identify(ctx); err != nil {
		r.Bad("%s", a.connectWords(err))
		return r
	}
	r.Good("Discord takes the token.")
	a.checkApplication(ctx, &r)
	if a.options.Mode == Gateway {
		a.checkGateway(ctx, &r)
	}
	a.checkServers(ctx, &r)
	return r
}

// InviteLink is where a server's owner adds the bot, with what it needs.
func InviteLink(application string) string {
	q := url.Values{
		"client_id": {application}, "scope": {"bot applications.commands"},
		"permissions": {strconv.FormatUint(uint64(needed), 10)},
	}
	return "https://discord.com/oauth2/authorize?" + q.Encode()
}

// connectWords says why Discord could not be asked.
func (a *Adapter) connectWords(err error) string {
	switch {
	case errors.Is(err, ErrBadToken):
		return err.Error()
	case nonsense(err):
		return fmt.Sprintf("What answers at %s is not Discord's API. Check discord.api_url, and whether a proxy or the login page of a network stands between.", a.options.APIURL)
	case unreachable(err):
		return fmt.Sprintf("There is no way to %s (%v). Check the network, a proxy or firewall, and discord.api_url.", a.options.APIURL, err)
	case isStatus(err, http.StatusTooManyRequests):
		return fmt.Sprintf("Discord asks to wait (%v). Try again in some minutes.", err)
	}
	return fmt.Sprintf("Discord could not be asked: %v.", err)
}

func (a *Adapter) checkApplication(ctx context.Context, r *Report) {
	var app struct {
		ID       string `json:"id"`
		Name     string `json:"name"`
		Key      string `json:"verify_key"`
		Endpoint string `json:"interactions_endpoint_url"`
	}
	if err := a.get(ctx, "reading the application", "/applications/@me", &app); err != nil {
		r.Bad("%s", a.connectWords(err))
		return
	}
	r.Invite = InviteLink(app.ID)
	if id := a.options.ApplicationID; id != "" && id != app.ID {
		r.Bad("discord.application_id is %s, but the token is of application %s (%s). Set it to that, or leave it out.", id, app.ID, app.Name)
	} else {
		r.Good("It is the application %s (%s).", app.Name, app.ID)
	}
	switch {
	case a.options.Mode == Gateway && app.Endpoint != "":
		r.Bad("Discord sends commands to %s and none over the gateway. Clear Interactions Endpoint URL on its developer page, or set discord.mode to http.", app.Endpoint)
	case a.options.Mode == HTTP && hex.EncodeToString(a.key) != strings.ToLower(app.Key):
		r.Bad("discord.public_key is not that of this application, so no request of Discord's would be believed. Copy it from General Information.")
	case a.options.Mode == HTTP && app.Endpoint == "":
		r.Bad("Discord does not know where to send commands. While marquee serve runs, enter its public address with /discord/interactions behind it as Interactions Endpoint URL.")
	case a.options.Mode == HTTP:
		r.Good("Commands are sent to %s.", app.Endpoint)
	}
}

func (a *Adapter) checkGateway(ctx context.Context, r *Report) {
	f, err := a.gatewayFacts(ctx)
	if err != nil {
		r.Bad("%s", a.connectWords(err))
		return
	}
	ids, total := a.options.Shards.of(f.Shards)
	if f.Starts.Remaining < len(ids) {
		r.Bad("Of today's session starts %d are left, and %d are needed. Something has restarted too often; wait until tomorrow.", f.Starts.Remaining, len(ids))
		return
	}
	r.Good("The gateway is there: %d of %d shards are for this process. No privileged intents are needed.", len(ids), total)
}

// checkServers looks at what the bot may do in the servers it was added to.
func (a *Adapter) checkServers(ctx context.Context, r *Report) {
	guilds, all, err := a.servers(ctx)
	if err != nil {
		r.Bad("%s", a.connectWords(err))
		return
	}
	in := make(map[string]bool)
	for _, g := range guilds {
		in[g.ID] = true
		have := readPermissions(g.Permissions)
		if missing := needed &^ have; missing != 0 && !have.has(administrator) {
			r.Bad("In %s (%s) the bot lacks: %s. Give its role these, or add it again by the link below.", g.Name, g.ID, strings.Join(missing.names(), ", "))
		}
	}
	for _, id := range a.options.Guilds {
		switch {
		case !isSnowflake(id):
			r.Bad("%s", guildWords(id, errNoGuildID))
		case !in[id] && all:
			r.Bad("discord.guilds names the server %s, in which the bot is not. Add it by the link below, or take the server out.", id)
		}
	}
	if len(guilds) == 0 {
		r.Bad("The bot is in no server yet. Add it by the link below.")
		return
	}
	if !all {
		r.Good("It is in more than %d servers, of which the first were looked at.", len(guilds))
		return
	}
	r.Good("It is in %s.", count(len(guilds), "server", "servers"))
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
