package discord

import (
	"context"
	"fmt"
)

// A server is one that the bot was added to.
type server struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Permissions string `json:"permissions"` // of the bot, channels aside
}

// Bounds of listing servers: what Discord lists at once, and how many are looked
// at in all, for a bot in very many.
// https://discord.com/developers/docs/resources/user#get-current-user-guilds
const (
	serversAtOnce = 200
	serverPages   = 10
)

// servers lists the servers that the bot is in, as far as serverPages go; all
// reports whether these are all.
func (a *Adapter) servers(ctx context.Context) (list []server, all bool, err error) {
	after := "0"
	for range serverPages {
		var page []server
		if err := a.get(ctx, "listing servers", fmt.Sprintf("/users/@me/guilds?limit=%d&after=%s", serversAtOnce, after), &page); err != nil {
			return nil, false, err
		}
		list = append(list, page...)
		for _, g := range page {
			if later(g.ID, after) {
				after = g.ID
			}
		}
		if len(page) < serversAtOnce {
			return list, true, nil
		}
	}
	return list, false, nil
}
