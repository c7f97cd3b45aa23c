package ingest

import (
	"math"
	"strconv"
)

// A decimal is units / 10^places with the fewest places: 12.5 is 125 and 1.
type decimal struct {
	units  int64 // at most 15 digits
	places int
}

const maxPlaces = 7 // of a decimal; sheets are typed with fewer

// decimalOf is the decimal that a number stands for. ok is false for numbers
// with more digits, such as 1.0/3, and for those that are none.
//
// No two decimals of up to 15 digits are the same float64, and a division of
// integers below 2^53 by a power of ten gives the nearest one: what is found is
// what strconv writes as the shortest form, at a fraction of its time.
func decimalOf(v float64) (d decimal, ok bool) {
	for places, ten := range powersOfTen[:maxPlaces+1] {
		units := math.RoundToEven(v * ten)
		if math.Abs(units) >= 1e15 {
			return decimal{}, false
		}
		if units/ten == v {
			return decimal{int64(units), places}, units != 0 || !math.Signbit(v)
		}
	}
	return decimal{}, false
}

// round is the decimal with that many places, half away from zero.
func (d decimal) round(places int) decimal {
	for ; d.places < places; d.places++ {
		d.units *= 10
	}
	if d.places > places {
		cut := int64(powersOfTen[d.places-places])
		half := cut / 2
		if d.units < 0 {
			half = -half
		}
		d.units, d.places = (d.units+half)/cut, places
	}
	return d
}

// append writes the decimal with that mark before its places.
func (d decimal) append(dst []byte, mark byte) []byte {
	var room [20]byte
	digits := strconv.AppendInt(room[:0], d.units, 10)
	if d.units < 0 {
		dst, digits = append(dst, '-'), digits[1:]
	}
	whole := len(digits) - d.places // digits before the mark, below 0 if zeros follow it
	if whole <= 0 {
		dst = append(dst, '0')
	} else {
		dst = append(dst, digits[:whole]...)
	}
	if d.places > 0 {
		dst = append(dst, mark)
	}
	for ; whole < 0; whole++ {
		dst = append(dst, '0')
	}
	return append(dst, digits[whole:]...)
}
