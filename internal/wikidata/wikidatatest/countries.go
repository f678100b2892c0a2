package wikidatatest

// Countries are a few, by their real identifiers, and a place that is none.
func Countries() []Item {
	var out []Item
	for _, c := range []struct{ id, code, name string }{
		{"Q30", "US", "United States"}, {"Q145", "GB", "United Kingdom"}, {"Q31", "BE", "Belgium"},
		{"Q142", "FR", "France"}, {"Q183", "DE", "Germany"},
		{Freedonia, "HK", "a place whose code has to be looked up"},
	} {
		out = append(out, Item{
			ID: c.id, Labels: map[string]string{"en": c.name},
			Claims: []Claim{Is("Q6256"), Says("P297", String(c.code))},
		})
	}
	return append(out,
		Item{ID: Festival, Labels: map[string]string{"en": "Freedonia Film Festival"}},
		Item{ID: filmClass, Labels: map[string]string{"en": "film"}, Claims: []Claim{Says("P279", Entity("Q2431196"))}},
		Item{ID: "Q24869", Labels: map[string]string{"en": "feature film"}, Claims: []Claim{Says("P279", Entity(filmClass))}},
		Item{ID: English, Labels: map[string]string{"en": "English"}, Claims: []Claim{Says("P218", String("en"))}},
	)
}
