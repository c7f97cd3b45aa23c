package ingest

import (
	"math"
	"strconv"
)

// A Decimal is units / 10^places with the fewest places: 12.5 is 125 and 1.
type Decimal struct {
	Units  int64 // at most 15 digits
	Places int
}

// MaxPlaces is the most places that a Decimal has; sheets are typed with fewer.
const MaxPlaces = 7

// DecimalOf is the decimal that a number stands for. ok is false for numbers
// with more digits, such as 1.0/3, and for those that are none.
//
// No two decimals of up to 15 digits are the same float64, and a division of
// integers below 2^53 by a power of ten gives the nearest one: what is found is
// what strconv writes as the shortest form, at a fraction of its time.
func DecimalOf(v float64) (d Decimal, ok bool) {
	for places, ten := range PowersOfTen[:MaxPlaces+1] {
		units := math.RoundToEven(v * ten)
		if math.Abs(units) >= 1e15 {
			return Decimal{}, false
		}
		if units/ten == v {
			return Decimal{int64(units), places}, units != 0 || !math.Signbit(v)
		}
	}
	return Decimal{}, false
}

// Round is the decimal with that many places, half away from zero.
func (d Decimal) Round(places int) Decimal {
	for ; d.Places < places; d.Places++ {
		d.Units *= 10
	}
	if d.Places > places {
		cut := int64(PowersOfTen[d.Places-places])
		half := cut / 2
		if d.Units < 0 {
			half = -half
		}
		d.Units, d.Places = (d.Units+half)/cut, places
	}
	return d
}

// Append writes the decimal with that mark before its places.
func (d Decimal) Append(dst []byte, mark byte) []byte {
	var room [20]byte
	digits := strconv.AppendInt(room[:0], d.Units, 10)
	if d.Units < 0 {
		dst, digits = append(dst, '-'), digits[1:]
	}
	whole := len(digits) - d.Places // digits before the mark, below 0 if zeros follow it
	if whole <= 0 {
		dst = append(dst, '0')
	} else {
		dst = append(dst, digits[:whole]...)
	}
	if d.Places > 0 {
		dst = append(dst, mark)
	}
	for ; whole < 0; whole++ {
		dst = append(dst, '0')
	}
	return append(dst, digits[whole:]...)
}

// PowersOfTen are 10^0 to 10^15.
var PowersOfTen = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}
