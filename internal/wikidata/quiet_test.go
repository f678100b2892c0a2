package wikidata_test

import (
	"io"
	"log"
)

// quiet is for servers whose complaints are the point of a test.
var quiet = log.New(io.Discard, "", 0)
