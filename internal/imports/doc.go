// Package imports holds the rule who may import whom, as a table in its test.
// It has no code of its own: go test fails where a package knows another that it
// should not, and where a new package has no rule yet.
package imports
