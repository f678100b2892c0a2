// Marquee is a chat bot for people who follow films. This command is its only
// program: marquee help lists what it does.
package main
