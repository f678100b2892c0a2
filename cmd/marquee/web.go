package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Bounds of the HTTP server. Platforms send small requests and want their answers
// within 3 seconds; who is slower than this is not one of them.
const (
	headerTime = 5 * time.Second
	readTime   = 10 * time.Second
	writeTime  = 30 * time.Second
	idleTime   = 2 * time.Minute
	maxHeader  = 64 << 10
	closeTime  = 9 * time.Second
)

// web is the HTTP server.
type web struct {
	server *http.Server
	done   chan struct{}
}

// listen starts the HTTP server: /healthz, and what the platforms want there.
func listen(address string, on []platform, health http.Handler, log *slog.Logger) (*web, error) {
	mux := http.NewServeMux()
	mux.Handle("GET /healthz", health)
	for _, p := range on {
		for path, handler := range p.routes {
			mux.Handle("POST "+path, handler)
		}
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listening at %s: %w", address, err)
	}
	w := &web{done: make(chan struct{}), server: &http.Server{
		Handler:           mux,
		ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		MaxHeaderBytes: maxHeader,
		ErrorLog:       slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}}
	go func() {
		defer close(w.done)
		if err := w.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("the HTTP server ended", "error", err)
		}
	}()
	log.Info("listening", "address", listener.Addr().String())
	return w, nil
}

// close ends the server after the requests that are being answered.
func (w *web) close() {
	ctx, cancel := context.WithTimeout(context.Background(), closeTime)
	defer cancel()
	if w.server.Shutdown(ctx) != nil {
		w.server.Close()
	}
	<-w.done
}
