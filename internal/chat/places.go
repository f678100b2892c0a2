package chat

import "context"

// A PlaceWatcher is a Handler that wants to know what happens to the places it
// speaks in. An Adapter whose platform tells of it calls these methods from many
// goroutines, while Run runs, and may call one again for what it told before.
type PlaceWatcher interface {
	// Added says that the bot was added to the server of t.
	Added(ctx context.Context, t Target)
	// Removed says that the bot was removed from the server of t, and not that
	// the platform has an outage there.
	Removed(ctx context.Context, t Target)
	// Gone says that the channel of t, or its thread where it has one, takes no
	// more posts: it was deleted or archived, or the bot was taken out of it.
	Gone(ctx context.Context, t Target)
}

// A PlaceChecker is an Adapter that can tell beforehand whether a Post would
// arrive. It asks the platform, so it is called in Answer.Later.
type PlaceChecker interface {
	// CheckPlace returns what keeps the bot from posting cards to t and from
	// finding them again, each a sentence for people; none where nothing does.
	CheckPlace(ctx context.Context, t Target) (obstacles []string, err error)

	// CheckMention returns in a sentence for people why posts to t cannot mention
	// the role or user group at the wish of asker; "" where they can. A mention
	// of everybody is always refused.
	CheckMention(ctx context.Context, t Target, asker Person, role string) (obstacle string, err error)
}

// A Messenger is an Adapter that can write to a person alone.
type Messenger interface {
	// Direct returns the private conversation with the person whose id on the
	// platform is id, for Post. That the person takes messages shows only when
	// one is posted: the outcome is ChannelGone where they do not.
	Direct(ctx context.Context, id string) (Target, error)
}
