package exporttest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"hash/crc32"
	"net/http"
	"path"
	"sync"
	"time"
)

// Pack packs what write writes with gzip.
func Pack(write func(*gzip.Writer) error) ([]byte, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if err := write(z); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// A Server hands out files by their names, in parts where parts are asked for,
// and says "forbidden" of those that it does not have, as TMDB's does.
type Server struct {
	mutex sync.Mutex
	files map[string][]byte
	// Asked are the requests: method, name and range.
	asked []string
	// stop is where each answer ends for lack of a network; 0: nowhere.
	stop int
}

// Put puts a file in place.
func (s *Server) Put(name string, content []byte) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.files == nil {
		s.files = make(map[string][]byte)
	}
	s.files[name] = content
}

// StopAfter breaks each answer off after so many bytes; 0 does so no longer.
func (s *Server) StopAfter(bytes int) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.stop = bytes
}

// Asked returns the requests so far, "GET name bytes=5-" each, and forgets them.
func (s *Server) Asked() []string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	asked := s.asked
	s.asked = nil
	return asked
}

// ServeHTTP hands out a file.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := path.Base(r.URL.Path)
	s.mutex.Lock()
	line := r.Method + " " + name
	if part := r.Header.Get("Range"); part != "" {
		line += " " + part
	}
	s.asked = append(s.asked, line)
	content, ok := s.files[name]
	stop := s.stop
	s.mutex.Unlock()
	if !ok {
		http.Error(w, "forbidden", http.StatusForbidden)
		return
	}
	w.Header().Set("Content-Type", "application/gzip")
	w.Header().Set("ETag", fmt.Sprintf("%q", fmt.Sprintf("%08x", crc32.ChecksumIEEE(content))))
	if stop > 0 && r.Method == http.MethodGet {
		w = &breaking{w, stop}
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// breaking breaks an answer off.
type breaking struct {
	http.ResponseWriter
	left int
}

func (b *breaking) Write(p []byte) (int, error) {
	if len(p) < b.left {
		b.left -= len(p)
		return b.ResponseWriter.Write(p)
	}
	_, _ = b.ResponseWriter.Write(p[:b.left])
	if f, ok := b.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
	panic(http.ErrAbortHandler)
}
