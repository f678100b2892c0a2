// Package terminal carries a conversation with Marquee to the terminal it runs
// in: lines are typed, piped or given on the command line, and cards are laid
// out to the width there is, with everything that leads on numbered.
//
// Three steps are pure and can be read on their own: what a line means (read),
// how a card looks (Render), and where its numbers lead (entriesOf).
package terminal
