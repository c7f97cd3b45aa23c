package book

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"

	"tongket/ingest"
)

func isErrorText(s string) bool {
	switch s {
	case "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!":
		return true
	}
	return strings.HasPrefix(s, "Err:")
}

// parseDuration is "PT08H30M00S" in days.
func parseDuration(s string) (float64, bool) {
	rest, ok := strings.CutPrefix(s, "PT")
	if !ok {
		return 0, false
	}
	days := 0.0
	for _, u := range []struct {
		unit string
		per  float64
	}{{"H", 24}, {"M", 24 * 60}, {"S", 24 * 60 * 60}} {
		number, after, found := strings.Cut(rest, u.unit)
		if !found {
			continue
		}
		v, err := strconv.ParseFloat(strings.Replace(number, ",", ".", 1), 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return 0, false
		}
		days, rest = days+v/u.per, after
	}
	return days, rest == ""
}

// parseNumber reads a number as XML writes it: no blanks inside, no "inf".
func parseNumber(b []byte) (float64, bool) {
	b = bytes.TrimSpace(b)
	digits := b
	negative := len(b) > 0 && b[0] == '-'
	if negative {
		digits = b[1:]
	}
	// Up to 15 digits and a power of ten up to 22 are exact in one division.
	var mantissa, point, n = uint64(0), -1, 0
	for i, c := range digits {
		switch {
		case c >= '0' && c <= '9':
			mantissa = mantissa*10 + uint64(c-'0')
			n++
		case c == '.' && point < 0:
			point = i
		case c == 'e' || c == 'E' || c == '+' || c == '-':
			n = 99
		default:
			return 0, false
		}
		if n > 15 {
			return parseLongNumber(b)
		}
	}
	if n == 0 {
		return 0, false
	}
	v := float64(mantissa)
	if point >= 0 {
		v /= ingest.PowersOfTen[len(digits)-point-1]
	}
	if negative {
		v = -v
	}
	return v, true
}

func parseLongNumber(b []byte) (float64, bool) {
	for _, c := range b {
		if (c < '0' || c > '9') && c != '.' && c != 'e' && c != 'E' && c != '+' && c != '-' {
			return 0, false
		}
	}
	v, err := strconv.ParseFloat(string(b), 64)
	return v, err == nil
}

// parseISODate is the serial of "2018-12-31", "2018-12-31T08:00:00" or "08:00:00",
// by the clock of the place that is written.
func parseISODate(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	for _, zone := range []string{"", "Z07:00"} {
		for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05"} {
			if t, err := time.Parse(layout+zone, s); err == nil {
				return serialOf(t), true
			}
		}
		for _, layout := range []string{"15:04:05", "15:04"} {
			if t, err := time.Parse(layout+zone, strings.TrimPrefix(s, "T")); err == nil {
				return timeOfDay(t), true
			}
		}
	}
	return 0, false
}

func timeOfDay(t time.Time) float64 {
	return float64(t.Hour()*3600+t.Minute()*60+t.Second())/86400 + float64(t.Nanosecond())/86400e9
}

// days1904 is how many days a serial of the 1904 system is behind.
const days1904 = 1462

func serialOf(t time.Time) float64 {
	midnight := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	d := midnight.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
	if d < 61 {
		d--
	}
	return d + timeOfDay(t)
}

// SerialTime is the day and time of a serial in the 1900 system. Serials below
// 61 are off by one in Excel itself (it knows a 29 February 1900).
func SerialTime(serial float64) time.Time {
	if serial < 61 {
		serial++
	}
	days := math.Floor(serial)
	seconds := math.Round((serial - days) * 86400)
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(days)).Add(time.Duration(seconds) * time.Second)
}

const maxSerial = 2958465 // 31/12/9999
