// Package wiretest holds what the doubles of the platforms share: a network that
// can be unplugged, and JSON that is read strictly. It knows no platform.
package wiretest
