// Package lookup finds the film or the person that somebody means, and puts
// together what the shelves know of them.
//
// A shelf's index finds names that could be meant; the functions here judge
// how well each fits what was typed (match.go), and whether one film is surely
// meant, leads its namesakes, or has to be asked for (resolve.go).
package lookup
