package tmdb

import (
	"strings"

	"marquee/internal/film"
)

// pageJobs are TMDB's names of the jobs of the film page.
var pageJobs = map[string]film.Job{
	"Director":                film.Director,
	"Producer":                film.Producer,
	"Co-Producer":             film.CoProducer,
	"Executive Producer":      film.ExecutiveProducer,
	"Art Direction":           film.ArtDirection,
	"Casting":                 film.Casting,
	"Costume Design":          film.CostumeDesign,
	"Costume Designer":        film.CostumeDesign,
	"Director of Photography": film.Photography,
	"Editor":                  film.Editor,
	"Makeup Artist":           film.MakeUp,
	"Makeup Department Head":  film.MakeUp,
	"Original Music Composer": film.Music,
	"Production Design":       film.ProductionDesign,
	"Set Decoration":          film.SetDecoration,
}

// writing are the jobs of those who wrote a film or what it is made from. The
// department of writing also has jobs of its office, such as script editor.
var writing = strings.Split("Writer,Co-Writer,Screenplay,Story,Novel,Book,Author,Short Story,Original Story,"+
	"Adaptation,Scenario Writer,Screenstory,Teleplay,Theatre Play,Graphic Novel,Comic Book,Characters,"+
	"Dialogue,Idea,Musical,Opera,Original Film Writer,Original Concept", ",")

var writersNotes = func() map[string]string {
	notes := make(map[string]string, len(writing))
	for _, job := range writing {
		notes[job] = strings.ToLower(job)
	}
	notes["Writer"] = "" // adds nothing
	return notes
}()

// jobOf returns the job of the film page and what to note with it: how a writer
// wrote, and what any other job is.
func jobOf(job string) (film.Job, string) {
	job = title(job)
	if j, ok := pageJobs[job]; ok {
		return j, ""
	}
	if note, ok := writersNotes[job]; ok {
		return film.Writer, note
	}
	return film.OtherJob, job
}
