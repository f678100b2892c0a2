package storetest

import (
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"marquee/internal/chat"
	"marquee/internal/film"
	"marquee/internal/settings"
)

var (
	lobby = chat.Target{Platform: "discord", Server: "100", Channel: "7"}
	full  = settings.Settings{
		Regions:  []film.Region{"GB", "DE", "FR"},
		Language: language.MustParse("pt-BR"),
		Zone:     "Europe/London",
		Hour:     "09:30",
		Quiet:    "22:00-07:00",
	}
)

// TestSettings tests that settings are kept by place.
func TestSettings(t *testing.T, e Engine) {
	cases(t, e, map[string]func(*testing.T, Store){
		"nothing is set": func(t *testing.T, s Store) {
			checkSettings(t, s, lobby, settings.Settings{}, settings.Settings{})
		},
		"kept and replaced": func(t *testing.T, s Store) {
			saveChannel(t, s, lobby, full)
			checkSettings(t, s, lobby, full, settings.Settings{})
			saveServer(t, s, lobby, settings.Settings{Zone: "Asia/Tokyo"})
			checkSettings(t, s, lobby, full, settings.Settings{Zone: "Asia/Tokyo"})
			saveChannel(t, s, lobby, settings.Settings{Hour: "20:30"})
			checkSettings(t, s, lobby, settings.Settings{Hour: "20:30"}, settings.Settings{Zone: "Asia/Tokyo"})
		},
		"zero takes back": func(t *testing.T, s Store) {
			saveChannel(t, s, lobby, full)
			saveServer(t, s, lobby, full)
			saveChannel(t, s, lobby, settings.Settings{})
			checkSettings(t, s, lobby, settings.Settings{}, full)
			saveServer(t, s, lobby, settings.Settings{Regions: []film.Region{}})
			checkSettings(t, s, lobby, settings.Settings{}, settings.Settings{})
		},
		"a server's role": func(t *testing.T, s Store) {
			saveServer(t, s, lobby, settings.Settings{Manager: "223456789012345678"})
			saveChannel(t, s, lobby, settings.Settings{Hour: "20:30", Manager: "9"})
			checkSettings(t, s, lobby, settings.Settings{Hour: "20:30"}, settings.Settings{Manager: "223456789012345678"})
		},
		"a thread has its channel's": func(t *testing.T, s Store) {
			thread := lobby
			thread.Thread = "99"
			saveChannel(t, s, thread, full)
			checkSettings(t, s, lobby, full, settings.Settings{})
			checkSettings(t, s, thread, full, settings.Settings{})
		},
		"places are apart": placesApart,
		"languages":        languages,
		"hostile":          hostileSettings,
		"at once":          settingsAtOnce,
	})
}

func saveChannel(t *testing.T, s Store, at chat.Target, v settings.Settings) {
	t.Helper()
	if err := s.SaveChannelSettings(t.Context(), at, v); err != nil {
		t.Fatalf("SaveChannelSettings: %v", err)
	}
}

func saveServer(t *testing.T, s Store, at chat.Target, v settings.Settings) {
	t.Helper()
	if err := s.SaveServerSettings(t.Context(), at, v); err != nil {
		t.Fatalf("SaveServerSettings: %v", err)
	}
}

func checkSettings(t *testing.T, s Store, at chat.Target, channel, server settings.Settings) {
	t.Helper()
	c, v, err := s.Settings(t.Context(), at)
	if err != nil {
		t.Fatalf("Settings: %v", err)
	}
	tags := cmp.Comparer(func(a, b language.Tag) bool { return a.String() == b.String() })
	if diff := cmp.Diff(channel, c, tags); diff != "" {
		t.Errorf("settings of the channel of %+v (-want +got):\n%s", at, diff)
	}
	if diff := cmp.Diff(server, v, tags); diff != "" {
		t.Errorf("settings of the server of %+v (-want +got):\n%s", at, diff)
	}
}

// placesApart checks places whose parts would be the same if they were joined.
func placesApart(t *testing.T, s Store) {
	places := []chat.Target{
		lobby,
		{Platform: "slack", Server: "100", Channel: "7"},
		{Platform: "discord", Server: "1007", Channel: ""},
		{Platform: "discord", Server: "10", Channel: "07"},
		{Platform: "discord", Server: "", Channel: "1007"},
		{Platform: "terminal"},
	}
	nth := func(i int) settings.Settings { return settings.Settings{Zone: fmt.Sprint(i)} }
	for i, p := range places {
		saveChannel(t, s, p, nth(i))
	}
	for i, p := range places {
		checkSettings(t, s, p, nth(i), settings.Settings{})
	}
}

func languages(t *testing.T, s Store) {
	for _, tag := range []string{"de", "en-GB", "zh-Hant-TW", "sr-Latn", "de-DE-u-co-phonebk", "iw", "x-private", "und-CH"} {
		v := settings.Settings{Language: language.Raw.Make(tag)}
		saveServer(t, s, lobby, v)
		checkSettings(t, s, lobby, settings.Settings{}, v)
	}
}

func hostileSettings(t *testing.T, s Store) {
	for _, text := range hostile {
		at := chat.Target{Platform: text, Server: text, Channel: text}
		v := settings.Settings{Zone: text, Hour: settings.Clock(text)}
		saveChannel(t, s, at, v)
		saveServer(t, s, at, v)
	}
	for _, text := range hostile {
		at := chat.Target{Platform: text, Server: text, Channel: text}
		v := settings.Settings{Zone: text, Hour: settings.Clock(text)}
		checkSettings(t, s, at, v, v)
	}
}

func settingsAtOnce(t *testing.T, s Store) {
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			at := chat.Target{Platform: "slack", Server: "T1", Channel: fmt.Sprint(i)}
			if err := s.SaveChannelSettings(t.Context(), at, full); err != nil {
				t.Errorf("SaveChannelSettings: %v", err)
			}
			if _, _, err := s.Settings(t.Context(), at); err != nil {
				t.Errorf("Settings: %v", err)
			}
		})
	}
	wg.Wait()
	for i := range 20 {
		checkSettings(t, s, chat.Target{Platform: "slack", Server: "T1", Channel: fmt.Sprint(i)}, full, settings.Settings{})
	}
}
