package wikidatatest

import (
	"net/http"
	"net/http/httptest"
)

// Transport answers like the server, but in memory, so that tests of waiting can
// run under testing/synctest. Faults that break a connection need the server.
func (d *Double) Transport() http.RoundTripper { return transport{d} }

type transport struct{ d *Double }

// RoundTrip answers a request.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	t.d.serve(w, r)
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	return w.Result(), nil
}
