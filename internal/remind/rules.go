package remind

import "time"

// Rules are the times by which is decided. The zero Rules are DefaultRules.
type Rules struct {
	// Settle is how long a changed date must stand before it counts.
	Settle time.Duration
	// Late is how late a reminder may be, such as after the bot was down. A
	// database that was restored from an old backup sends nothing older again.
	Late time.Duration
	// LateChange is how late the news of a changed date may be.
	LateChange time.Duration
}

// DefaultRules are the times where nothing is said.
var DefaultRules = Rules{Settle: 12 * time.Hour, Late: 36 * time.Hour, LateChange: 7 * 24 * time.Hour}

func (r Rules) orDefault() Rules {
	if r.Settle == 0 {
		r.Settle = DefaultRules.Settle
	}
	if r.Late == 0 {
		r.Late = DefaultRules.Late
	}
	if r.LateChange == 0 {
		r.LateChange = DefaultRules.LateChange
	}
	return r
}
