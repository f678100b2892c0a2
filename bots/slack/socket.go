package slack

import (
	"context"
	"fmt"
	"time"

	slackgo "github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// pingWithin is how long a socket may be silent until it is taken for dead. Slack
// pings every few seconds.
const pingWithin = 30 * time.Second

// listen serves Socket Mode until ctx is done. The library connects again by
// itself, but for a refused token.
func (a *Adapter) listen(ctx context.Context) error {
	for {
		client := socketmode.New(a.api, socketmode.OptionPingInterval(pingWithin))
		heard, stop := context.WithCancel(ctx)
		done := make(chan struct{})
		go func() {
			defer close(done)
			a.hear(heard, client)
		}()
		err := client.RunContext(ctx)
		a.connected.Store(false)
		stop()
		<-done
		switch {
		case ctx.Err() != nil:
			return nil
		case credentials[errorName(err)]:
			return fmt.Errorf("%w: slack.app_token: %w", ErrTokenRefused, a.safe(err))
		}
		a.log.Warn("the socket ended; connecting again", "error", a.safe(err))
		if sleep(ctx, time.Second) != nil {
			return nil
		}
	}
}

// hear takes what comes over the socket.
func (a *Adapter) hear(ctx context.Context, client *socketmode.Client) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-client.Events:
			a.heard(ctx, client, e)
		}
	}
}

func (a *Adapter) heard(ctx context.Context, client *socketmode.Client, e socketmode.Event) {
	switch data := e.Data.(type) {
	case slackgo.SlashCommand:
		a.envelope(ctx, client, e, func(s *serving, ack func(any)) {
			ack(nil)
			a.take(s.ctx, a.typed(s.ctx, s, data))
		})
	case slackgo.InteractionCallback:
		a.envelope(ctx, client, e, func(s *serving, ack func(any)) {
			payload, rest := a.interact(s.ctx, s, data)
			ack(payload)
			if rest != nil {
				rest(s.ctx)
			}
		})
	case *slackgo.ConnectingEvent:
		a.connected.Store(false)
	case *slackgo.ConnectionErrorEvent:
		a.log.Warn("no connection to Slack; trying again", "in", data.Backoff, "error", a.safe(data.ErrorObj))
	case *socketmode.ConnectedEvent:
		a.connected.Store(true)
		a.log.Info("connected to Slack", "connection", data.ConnectionCount+1)
	case *socketmode.ErrorBadMessage:
		a.log.Warn("Slack sent what cannot be read", "error", a.safe(data.Cause))
	case *socketmode.ErrorWriteFailed:
		a.log.Warn("an acknowledgement did not go out", "error", a.safe(data.Cause))
	default:
		if e.Type == socketmode.EventTypeEventsAPI && e.Request != nil {
			a.envelope(ctx, client, e, func(s *serving, ack func(any)) {
				ack(nil)
				if happened, ok := readEvent(e.Request.Payload); ok && a.isNew(happened) {
					a.happened(s.ctx, s, happened)
				}
			})
		}
	}
}

// envelope has one delivery taken, beside all others. It is not acknowledged
// when the bot is about to end.
func (a *Adapter) envelope(ctx context.Context, client *socketmode.Client, e socketmode.Event, take func(s *serving, ack func(any))) {
	s := a.current()
	if s == nil || e.Request == nil {
		return
	}
	come := time.Now()
	s.spawn(func(context.Context) {
		take(s, func(payload any) {
			err := client.AckCtx(ctx, e.Request.EnvelopeID, payload)
			if err != nil && payload != nil && ctx.Err() == nil {
				a.log.Error("an acknowledgement is too large", "error", a.safe(err))
				err = client.AckCtx(ctx, e.Request.EnvelopeID, nil)
			}
			if err != nil {
				a.log.Warn("not acknowledged", "error", a.safe(err))
				return
			}
			a.log.Debug("acknowledged", "type", e.Type, "after", time.Since(come))
		})
	})
}
