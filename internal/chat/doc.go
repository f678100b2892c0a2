// Package chat is the conversation that Marquee has with people, free of any
// platform: what comes in (Request), what goes out (Answer, Card, Form), how a
// button leads on (Route), and the two parties to it: a Handler that answers and
// an Adapter that carries questions and answers to a platform.
//
// Nothing here knows what a film is.
package chat
