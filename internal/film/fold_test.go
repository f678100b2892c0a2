package film_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"marquee/internal/film"
)

func ExampleFold() {
	for _, name := range []string{
		"Pirates of the Caribbean: Dead Man's Chest",
		"Star Wars: Episode IV – A New Hope",
		"Rocky Two",
		"Amélie",
		"!!!",
	} {
		fmt.Printf("%q\n", film.Fold(name))
	}
	// Output:
	// "pirates of the caribbean dead mans chest"
	// "star wars episode 4 a new hope"
	// "rocky 2"
	// "amelie"
	// ""
}

// Names on a line are such that people would take one for another.
var alike = [][]string{
	{"pirates of the caribbean dead mans chest", "Pirates of the Caribbean: Dead Man's Chest",
		"PIRATES OF THE CARIBBEAN - DEAD MAN’S CHEST", "pirates of the caribbean dead man`s chest",
		"Pirates of the Caribbean: Dead Manʼs Chest", "Pirates of the Caribbean: Dead Man´s Chest",
		"Pirates of the Caribbean: Dead Man′s Chest", "Pirates of the Caribbean: Dead Man‘s Chest",
		"  pirates\tof\nthe\u00a0caribbean　dead mans chest  "},

	// Accents and letters that people cannot type.
	{"amelie", "Amélie", "AMÉLIE", "Ame\u0301lie"},
	{"emigrantes", "Émigrantès"},
	{"grossstadt", "Großstadt", "GROẞSTADT", "Grossstadt"},
	{"smorrebrod", "Smørrebrød"},
	{"aeon flux", "Æon Flux", "ÆON FLUX", "aeon flux"},
	{"coeur", "Cœur"},
	{"lodz", "Łódź"},
	{"thor", "Þór"},
	{"istanbul", "İstanbul", "ıstanbul", "ISTANBUL"},
	{"dien bien phu", "Điện Biên Phủ"},
	{"angstrom", "Ångström"},
	{"office", "oﬃce"}, // a ligature of three letters
	{"akira 1988", "ＡＫＩＲＡ　１９８８"},
	{"dzamonja", "Džamonja", "ǅamonja"},

	// Other scripts keep their letters.
	{"οδυσσεια", "Οδύσσεια", "ΟΔΥΣΣΕΙΑ"},
	{"οδυσσευσ", "Οδυσσεύς", "ΟΔΥΣΣΕΥΣ"},
	{"елки", "Ёлки", "елки", "ЁЛКИ", "Ёлки\u0301"},
	{"мой", "Мой", "мои\u0306"},
	{"київ", "Київ"},
	{"الجنة الآن", "الجنة الآن", "\u202bالجنة الآن\u202c", "الجنـــة الآن"},
	{"ללכת על המים", "ללכת על המים", "\u200fללכת על המים\u200e"},
	{"もののけ姫", "もののけ姫", "「もののけ姫」"},
	{"ガール", "ガール", "ｶﾞｰﾙ", "カ\u3099ール"},
	{"기생충", "기생충", norm.NFD.String("기생충")},
	{"臥虎藏龍", "臥虎藏龍"},
	{"हिन्दी मीडियम", "हिन्दी मीडियम", "हिन्\u200dदी मीडियम"},
	{"ที่รัก", "ที่รัก"},

	// What nobody sees.
	{"heat", "He\u00adat", "\ufeffHeat", "He\u200bat", "H\u200ce\u200da\u2060t", "\u202eHeat\u202c", "\u2066Heat\u2069",
		"Heat\ufe0f", "He\u034fat", "Heat\U000e0001"},

	{"千葉", "千葉", "千\ufe00葉", "千\U000e0100葉"},

	// "and".
	{"fast and furious", "Fast & Furious", "Fast + Furious", "Fast and Furious", "Fast&Furious", "Fast ＆ Furious"},
	{"at and t", "AT&T"},
	{"mr and mrs smith", "Mr. & Mrs. Smith", "Mr and Mrs Smith", "Mister and Missus Smith"},

	// Initials and what joins letters.
	{"et the extra terrestrial", "E.T. the Extra-Terrestrial", "ET: The Extra Terrestrial", "E. T. the Extra-Terrestrial"},
	{"et a story", "E.T. A Story", "ET a story"}, // the article is no initial
	{"mash", "M*A*S*H", "MASH", "M.A.S.H.", "M A S H"},
	{"ai artificial intelligence", "A.I. Artificial Intelligence", "AI Artificial Intelligence"},
	{"xyz", "X Y Z", "XYZ", "X.Y.Z."},
	{"vhs 2", "V/H/S/2", "VHS 2", "V.H.S. II"},
	{"walle", "WALL·E", "WALL•E", "WALL*E", "WALLE"},
	{"jk rowling", "J.K. Rowling", "J. K. Rowling", "JK Rowling", "J.K.Rowling"},
	{"mr nobody", "Mr. Nobody", "Mr.Nobody", "Mister Nobody"},
	{"et", "É.T."},
	{"spider man", "Spider-Man", "Spider Man", "spider–man", "Spider_Man"},
	{"face off", "Face/Off", "face off"},

	// Numbers.
	{"rocky 2", "Rocky II", "rocky 2", "Rocky Two", "ROCKY Ⅱ", "Rocky (II)"},
	{"rocky 5", "Rocky V", "Rocky 5"},
	{"part 2", "Part II", "part two", "Pt. 2", "Part 2"},
	{"the godfather part 2", "The Godfather Part II", "The Godfather: Part Two"},
	{"star wars episode 4 a new hope", "Star Wars: Episode IV – A New Hope", "star wars episode 4 a new hope"},
	{"star wars episode 1 the phantom menace", "Star Wars: Episode I – The Phantom Menace", "Star Wars Episode One: The Phantom Menace"},
	{"kill bill volume 1", "Kill Bill: Vol. 1", "Kill Bill Volume One", "Kill Bill: Vol. I"},
	{"friday the 13th part 8 jason takes manhattan", "Friday the 13th Part VIII: Jason Takes Manhattan", "Friday the Thirteenth Part 8 Jason Takes Manhattan"},
	{"malcolm 10", "Malcolm X"},
	{"malcolm x speaks", "Malcolm X Speaks"},
	{"i robot", "I, Robot", "I Robot"},
	{"v for vendetta", "V for Vendetta"},
	{"xxx", "xXx", "XXX"},
	{"xxx state of the union", "xXx: State of the Union"},
	{"7", "Seven", "7"},
	{"12 angry men", "12 Angry Men", "Twelve Angry Men"},
	{"21", "Twenty-One", "21"},
	{"28 days later", "28 Days Later…", "Twenty-Eight Days Later"},
	{"101 dalmatians", "One Hundred and One Dalmatians", "101 Dalmatians"},
	{"100 streets", "100 Streets", "One Hundred Streets"},
	{"20000 leagues under the sea", "20,000 Leagues Under the Sea", "20.000 Leagues under the Sea", "Twenty Thousand Leagues Under the Sea", "20000 leagues under the sea"},
	{"10000 bc", "10,000 BC", "10000 B.C.", "Ten Thousand B.C."},
	{"1 2 3", "One, Two, Three", "1, 2, 3", "1,2,3"},
	{"the 5th element", "The Fifth Element", "The 5th Element"},
	{"50 1st dates", "50 First Dates", "Fifty First Dates"},
	{"8 1 2", "8½", "8 1/2"},
	{"the naked gun 2 1 2 the smell of fear", "The Naked Gun 2½: The Smell of Fear", "The Naked Gun 2 1/2: The Smell of Fear"},
	{"alien 3", "Alien³", "Alien 3", "Alien Three"},
	{"tron 2 0", "Tron 2.0", "Tron 2 0"},
	{"blade runner 2049", "Blade Runner 2049"},

	// Abbreviations.
	{"dr strangelove", "Dr. Strangelove", "Doctor Strangelove"},
	{"st elmos fire", "St. Elmo's Fire", "Saint Elmos Fire"},
	{"kramer vs kramer", "Kramer vs. Kramer", "Kramer versus Kramer", "Kramer v Kramer"},
	{"batman vs superman dawn of justice", "Batman v Superman: Dawn of Justice", "Batman vs. Superman: Dawn of Justice"},

	// Signs that are words, and signs that are none.
	{"i heart huckabees", "I ♥ Huckabees", "I ❤\ufe0f Huckabees", "I Heart Huckabees"},
	{"barbie", "Barbie™", "Barbie®", "★Barbie★"},
	{"", "", " ", "!!!", "…", "🎬🍿", "\u200f", "\u0301", "$", "''", ".,*"},
	{"1", "1\ufe0f\u20e3", "1"}, // a keycap
}

func TestNamesThatPeopleTakeForTheSameFoldAlike(t *testing.T) {
	for _, names := range alike {
		want := names[0]
		for _, name := range names[1:] {
			if got := film.Fold(name); got != want {
				t.Errorf("Fold(%q) = %q, want %q", name, got, want)
			}
		}
		if got := film.Fold(want); got != want {
			t.Errorf("Fold(%q) = %q, which folds to another", want, got)
		}
	}
}

func TestNamesThatDifferFoldApart(t *testing.T) {
	for _, pair := range [][2]string{
		{"Rocky II", "Rocky III"},
		{"Seven", "Se7en"},
		{"The Matrix", "Matrix"}, // articles are WithoutArticle's business
		{"Die Hard", "Hard"},
		{"World War Z", "World War"},
		{"किताब", "कीताब"}, // the vowel is a mark
		{"หมา", "ม้า"},     // dog and horse
		{"ガール", "カール"},     // the voiced mark makes another letter
		{"мой", "мои"},     // й is a letter of its own
		{"1/2", "12"},
		{"2½", "21/2"},
		{"1.5", "15"},
		{"10,000", "10,00"},
		{"1,2345", "12345"},
		{"H₂O", "HO"},
		{"Up", "Up & Up"},
	} {
		if a, b := film.Fold(pair[0]), film.Fold(pair[1]); a == b {
			t.Errorf("%q and %q both fold to %q", pair[0], pair[1], a)
		}
	}
}

func TestFoldTakesWhatIsNotUTF8ForPunctuation(t *testing.T) {
	for in, want := range map[string]string{
		"\xff": "", "aa\xffbb": "aa bb", "\xe2\x82": "", "caf\xc3": "caf", "é\xff日": "e 日",
	} {
		if got := film.Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFoldLiteralReadsNoNumbers(t *testing.T) {
	for in, want := range map[string]string{
		"Nine": "nine", "9": "9", "Rocky II": "rocky ii", "Dr. No": "dr no", "Batman v Superman": "batman v superman",
		"Kill Bill: Vol. 1": "kill bill vol 1", "Amélie & Co.": "amelie and co",
	} {
		if got := film.FoldLiteral(in); got != want {
			t.Errorf("FoldLiteral(%q) = %q, want %q", in, got, want)
		}
	}
}

// Every title of the catalogue is folded when the program starts.
func TestFoldOfAnASCIINameAllocatesItsResultAlone(t *testing.T) {
	const name = "Pirates of the Caribbean: Dead Man's Chest"
	if n := testing.AllocsPerRun(100, func() { film.Fold(name) }); n > 1 {
		t.Errorf("%v allocations", n)
	}
}

// What any text folds to is a fold: valid, composed, of words set apart by
// single spaces, not much longer than the text, and it folds to itself.
func FuzzFold(f *testing.F) {
	for _, names := range alike {
		for _, name := range names {
			f.Add(name)
		}
	}
	for _, s := range []string{"\xff\xfe", "か'\u3099", "ᄀ'ᅡ", "ᄀ.ᅡ", "\u0958", "a\u0301\u0301", "ﷺ", "ﳳ", "e.\u0301t.", "Ⅳ.Ⅳ",
		"क" + strings.Repeat("\u0301", 50), "\u1100\u034f\u1161", "ſ K Å", "ϓ", "ŉ", "ĳ", "ǆ", "½½", "²³", "&&+", "one hundred and", "hundred and and one thousand thousand"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, fold := range map[string]func(string) string{"Fold": film.Fold, "FoldLiteral": film.FoldLiteral} {
			got := fold(s)
			switch {
			case !utf8.ValidString(got):
				t.Errorf("%s(%q) = %q, which is not UTF-8", name, s, got)
			case !norm.NFC.IsNormalString(got):
				t.Errorf("%s(%q) = %q, which is not composed", name, s, got)
			case got != strings.Join(strings.Fields(got), " "):
				t.Errorf("%s(%q) = %q, which has stray spaces", name, s, got)
			case len(got) > 12*len(s):
				t.Errorf("%s(%q) = %q, %d bytes of %d", name, s, got, len(got), len(s))
			case fold(got) != got:
				t.Errorf("%s(%q) = %q, which folds to %q", name, s, got, fold(got))
			}
		}
	})
}

func BenchmarkFold(b *testing.B) {
	for _, name := range []string{
		"Heat",
		"Pirates of the Caribbean: Dead Man's Chest",
		"The Lord of the Rings: The Return of the King",
		"Star Wars: Episode IV - A New Hope",
		"Le Fabuleux Destin d'Amélie Poulain",
		"千と千尋の神隠し",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				film.Fold(name)
			}
		})
	}
}
