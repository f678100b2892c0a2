package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/bwmarrin/discordgo"

	"marquee/internal/chat"
)

// places is what the gateway told of servers and channels, as far as it is of
// use: which servers the bot is in, and which channels are for adults.
type places struct {
	mu     sync.Mutex
	guilds map[string]int             // by id: the shard that has it
	adult  map[string]map[string]bool // channels, by server
	where  map[string]string          // the server of an adult channel
}

// mature reports whether the channel is marked for adults, as far as is known.
func (p *places) mature(channel string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.adult[p.where[channel]][channel]
}

func (p *places) mark(guild string, c channel) {
	if p.adult == nil {
		p.adult, p.where = make(map[string]map[string]bool), make(map[string]string)
	}
	if !c.NSFW {
		delete(p.adult[guild], c.ID)
		delete(p.where, c.ID)
		return
	}
	if p.adult[guild] == nil {
		p.adult[guild] = make(map[string]bool)
	}
	p.adult[guild][c.ID] = true
	p.where[c.ID] = guild
}

func (p *places) forget(guild string) {
	for id := range p.adult[guild] {
		delete(p.where, id)
	}
	delete(p.adult, guild)
}

// ready notes the servers of a new session, and returns those that the bot was
// in when the shard was last seen and is in no more.
func (p *places) ready(shard int, ids []string) (left []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.guilds == nil {
		p.guilds = make(map[string]int)
	}
	there := make(map[string]bool)
	for _, id := range ids {
		there[id] = true
	}
	for id, s := range p.guilds {
		if s == shard && !there[id] {
			left = append(left, id)
			delete(p.guilds, id)
			p.forget(id)
		}
	}
	for id := range there {
		p.guilds[id] = shard
	}
	return left
}

// guild notes a server with its channels, and reports whether it is new.
func (p *places) guild(shard int, id string, channels []channel) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.guilds == nil {
		p.guilds = make(map[string]int)
	}
	_, known := p.guilds[id]
	p.guilds[id] = shard
	p.forget(id)
	for _, c := range channels {
		p.mark(id, c)
	}
	return !known
}

func (p *places) gone(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.guilds, id)
	p.forget(id)
}

// event takes in what the gateway tells of places, and tells a Handler that
// wants to know. An event that cannot be read tells nothing.
func (a *Adapter) event(ctx context.Context, shard int, e *discordgo.Event) {
	var g struct {
		ID          string    `json:"id"`
		Unavailable bool      `json:"unavailable"`
		Channels    []channel `json:"channels"`
		Guilds      []struct {
			ID string `json:"id"`
		} `json:"guilds"`
	}
	var c channel
	switch e.Type {
	case "READY", "GUILD_CREATE", "GUILD_DELETE":
		if json.Unmarshal(e.RawData, &g) != nil {
			return
		}
	case "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "THREAD_UPDATE", "THREAD_DELETE":
		if json.Unmarshal(e.RawData, &c) != nil || c.GuildID == "" {
			return
		}
	default:
		return
	}
	server := chat.Target{Platform: Platform, Server: g.ID}
	switch e.Type {
	case "READY":
		var ids []string
		for _, x := range g.Guilds {
			ids = append(ids, x.ID)
		}
		for _, id := range a.places.ready(shard, ids) {
			a.tell(ctx, chat.PlaceWatcher.Removed, chat.Target{Platform: Platform, Server: id})
		}
	case "GUILD_CREATE":
		if !g.Unavailable && a.places.guild(shard, g.ID, g.Channels) {
			a.tell(ctx, chat.PlaceWatcher.Added, server)
		}
	case "GUILD_DELETE":
		if !g.Unavailable { // else it is an outage
			a.places.gone(g.ID)
			a.tell(ctx, chat.PlaceWatcher.Removed, server)
		}
	case "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE":
		c.NSFW = c.NSFW && e.Type != "CHANNEL_DELETE"
		a.places.mu.Lock()
		a.places.mark(c.GuildID, c)
		a.places.mu.Unlock()
		at := chat.Target{Platform: Platform, Server: c.GuildID, Channel: c.ID}
		switch {
		case e.Type == "CHANNEL_DELETE":
			a.tell(ctx, chat.PlaceWatcher.Gone, at)
		case e.Type == "CHANNEL_UPDATE" && c.mayHide():
			a.tellIfClosed(ctx, at)
		}
	case "THREAD_UPDATE", "THREAD_DELETE":
		at := chat.Target{Platform: Platform, Server: c.GuildID, Channel: c.ParentID, Thread: c.ID}
		switch {
		case e.Type == "THREAD_DELETE":
			a.tell(ctx, chat.PlaceWatcher.Gone, at)
		case c.shut():
			a.tellIfClosed(ctx, at)
		}
	}
}

// tell calls a method of the Handler, where it is a PlaceWatcher.
func (a *Adapter) tell(ctx context.Context, method func(chat.PlaceWatcher, context.Context, chat.Target), t chat.Target) {
	a.tellOf(func(w chat.PlaceWatcher) { method(w, ctx, t) })
}

// tellOf has do run beside what is going on, where the Handler is a PlaceWatcher.
func (a *Adapter) tellOf(do func(chat.PlaceWatcher)) {
	h := a.handler.Load()
	if h == nil {
		return
	}
	w, ok := (*h).(chat.PlaceWatcher)
	if !ok {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.closing {
		return
	}
	a.running.Add(1)
	go func() {
		defer a.running.Done()
		defer a.recovered("telling of a place")
		do(w)
	}()
}

// recovered ends a panic with a line in the log.
func (a *Adapter) recovered(doing string) {
	if p := recover(); p != nil {
		a.log.Error("a panic", "while", doing, "panic", fmt.Sprint(p))
	}
}

// Direct returns the private conversation with a user.
func (a *Adapter) Direct(ctx context.Context, id string) (chat.Target, error) {
	if !isSnowflake(id) {
		return chat.Target{}, fmt.Errorf("%.30q is no user's id", id)
	}
	var c channel
	err := a.rest.do(ctx, request{
		method: http.MethodPost, path: "/users/@me/channels", name: "opening a direct conversation", out: &c, again: true,
		body: map[string]string{"recipient_id": id},
	})
	if err != nil {
		return chat.Target{}, err
	}
	return chat.Target{Platform: Platform, Channel: strings.TrimSpace(c.ID)}, nil
}
