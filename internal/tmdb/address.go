package tmdb

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// userAgent says who asks.
const userAgent = "Marquee (a film bot)"

// baseAddress reads the address under which paths are asked for. Its errors do
// not repeat the address, since what was put there may be a key.
func baseAddress(s string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimRight(s, "/"))
	switch {
	case err != nil, u.Scheme != "https" && u.Scheme != "http", u.Host == "":
		return nil, errors.New("not a web address such as https://example.org/3")
	case u.User != nil:
		return nil, errors.New("a web address with a name or a password in it")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return nil, errors.New("a web address with more than scheme, host and path")
	}
	return u, nil
}

// httpClients returns what asks the API and what gets files, both over the same
// connections. The API redirects nobody, and a redirection would carry the key
// along, in its header or in the address of the page that one came from.
func httpClients(given *http.Client) (api, files *http.Client) {
	base := http.Client{}
	if given != nil {
		base = *given
	}
	if base.Transport == nil {
		base.Transport = newTransport()
	}
	base.Jar = nil
	a, f := base, base
	a.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	f.Timeout = 0 // a list takes as long as it takes; a standstill ends it, see Export.Open
	return &a, &f
}

func newTransport() *http.Transport {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		ForceAttemptHTTP2:      true,
		MaxIdleConnsPerHost:    8,
		IdleConnTimeout:        90 * time.Second,
		TLSHandshakeTimeout:    5 * time.Second,
		ResponseHeaderTimeout:  15 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
	}
}
