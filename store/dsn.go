package store

import (
	"crypto/rand"
	"net/url"
	"path/filepath"
	"strings"
)

// Times that a connection waits for a lock, in milliseconds. In a file only a
// writer waits, for another process. In memory readers wait too, for the whole
// of an import.
const (
	fileWait   = "5000"
	memoryWait = "60000"
)

// A source says how to connect: the data source names of the connection that
// writes and of those that read.
type source struct {
	writer, reader string
	memory         bool
}

// inFile returns the source of the database at path, which must be absolute.
func inFile(path string) source {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // C:/…
		path = "/" + path
	}
	name := url.URL{Scheme: "file", Path: path}
	writer, reader := parameters(fileWait)
	// In WAL mode anything less than FULL may forget the last commits in a power
	// cut: among them, that a reminder was sent.
	writer.Set("_synchronous", "FULL")
	// What an import leaves of the write-ahead log is given back.
	writer.Add("_pragma", "journal_size_limit(67108864)")
	return source{
		writer: name.String() + "?" + writer.Encode(),
		reader: name.String() + "?" + reader.Encode(),
	}
}

// inMemory returns the source of a new database in memory that all connections
// of this process to it share. It lives as long as any of them.
func inMemory() source {
	name := "file:/" + rand.Text()
	writer, reader := parameters(memoryWait)
	writer.Set("vfs", "memdb")
	reader.Set("vfs", "memdb")
	return source{
		writer: name + "?" + writer.Encode(),
		reader: name + "?" + reader.Encode(),
		memory: true,
	}
}

func parameters(wait string) (writer, reader url.Values) {
	both := func() url.Values {
		return url.Values{
			"_busy_timeout": {wait},
			"_foreign_keys": {"on"},
			"_dqs":          {"false"}, // "x" is never taken for 'x'
		}
	}
	writer, reader = both(), both()
	// A transaction takes the lock when it begins: one that read first and then
	// finds that it cannot write would have to be run again.
	writer.Set("_txlock", "immediate")
	// Room for the pages that an import touches, in KiB; taken as needed.
	writer.Add("_pragma", "cache_size(-65536)")
	reader.Set("_query_only", "on")
	return writer, reader
}
