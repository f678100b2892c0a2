package wikidata

import "marquee/internal/film"

// Properties and items that are read. What each says is on its page,
// https://www.wikidata.org/wiki/Property:P57 and so on.
const (
	instanceOf  = "P31"
	subclassOf  = "P279"
	human       = "Q5"
	anyFilm     = "Q11424"
	musicVideo  = "Q193977" // a kind of short film there, and the song's namesake
	pornography = "Q185529"
	minute      = "Q7727"

	title            = "P1476"
	publicationDate  = "P577"
	placeOfPub       = "P291"
	format           = "P437"
	genre            = "P136"
	originalLanguage = "P364"
	duration         = "P2047"
	distributor      = "P750"
	jurisdiction     = "P1001"
	company          = "P272"
	aspectRatio      = "P2061"
	filmingLocation  = "P915"
	imdbID           = "P345"
	tmdbFilmID       = "P4947"
	tmdbPersonID     = "P4985"
	youTubeVideo     = "P1651"
	role             = "P453"
	nameOfRole       = "P4633"
	ordinal          = "P1545"
	crewMember       = "P3092"
	objectHasRole    = "P3831"

	born       = "P569"
	died       = "P570"
	birthplace = "P19"
	image      = "P18"

	isoRegion    = "P297"
	isoLanguage  = "P218"
	ietfLanguage = "P305"
)

// jobProperties are the properties that credit a person, in the order of the
// film page.
var jobProperties = []struct {
	property string
	job      film.Job
	note     string
}{
	{"P161", film.Cast, ""},
	{"P725", film.Cast, "voice"},
	{"P57", film.Director, ""},
	{"P58", film.Writer, ""},
	{"P162", film.Producer, ""},
	{"P1431", film.ExecutiveProducer, ""},
	{"P3174", film.ArtDirection, ""},
	{"P2515", film.CostumeDesign, ""},
	{"P344", film.Photography, ""},
	{"P1040", film.Editor, ""},
	{"P4805", film.MakeUp, ""},
	{"P86", film.Music, ""},
	{"P2554", film.ProductionDesign, ""},
}

// ratings are the properties of age ratings, and whose they are.
var ratings = []struct {
	property string
	region   film.Region
}{
	{"P1657", "US"}, // Motion Picture Association
	{"P2629", "GB"}, // BBFC
	{"P1981", "DE"}, // FSK
}

// filmKinds are the kinds of film that most films are an instance of. Searches
// name them; of any other class the hierarchy is asked.
var filmKinds = []string{
	anyFilm,
	"Q24869",    // feature film
	"Q24862",    // short film
	"Q202866",   // animated film
	"Q29168811", // animated feature film
	"Q20650540", // anime film
	"Q506240",   // television film
	"Q93204",    // documentary film
	"Q226730",   // silent film
	"Q229390",   // 3D film
}
