package vi

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is an ISO date (2020-05-22) as a sentence and the head of a document
// give it: "ngày 22 tháng 5 năm 2020", with a leading zero in days below 10 and
// in January and February. What is no date leaves the dots to be filled in.
func Date(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return "ngày … tháng … năm …"
	}
	return fmt.Sprintf("ngày%s%02d tháng%s%s năm%s%d", nbsp, t.Day(), nbsp, month(t), nbsp, t.Year())
}

// DateShort is an ISO date as a table gives it: 22/5/2020, with the leading
// zeros of Date.
func DateShort(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return "…"
	}
	return fmt.Sprintf("%02d/%s/%d", t.Day(), month(t), t.Year())
}

func month(t time.Time) string {
	if t.Month() <= time.February {
		return fmt.Sprintf("%02d", t.Month())
	}
	return strconv.Itoa(int(t.Month()))
}

// InYear is "năm 2020".
func InYear(year int) string { return "năm" + nbsp + strconv.Itoa(year) }

// InYears is "năm 2016", "các năm 2016, 2018", "các năm 2016-2018, 2020": years
// in order, three or more in a row as a period.
func InYears(years []int) string {
	if len(years) == 1 {
		return InYear(years[0])
	}
	var texts []string
	for i := 0; i < len(years); {
		j := i
		for j+1 < len(years) && years[j+1] == years[j]+1 {
			j++
		}
		if j < i+2 {
			j = i
		}
		texts = append(texts, Span(years[i], years[j]))
		i = j + 1
	}
	return "các năm" + nbsp + strings.Join(texts, ", ")
}

// Span is a period of years: "2016-2020", "2015" where both are the same.
func Span(from, to int) string {
	if from == to {
		return strconv.Itoa(from)
	}
	return fmt.Sprintf("%d-%d", from, to)
}

// SameKind reports whether the numbers of two blocks count the same: "Biểu đồ 4" and
// "Biểu đồ 11".
func SameKind(a, b string) bool { return kindOf(a) != "" && kindOf(a) == kindOf(b) }

// Numbers are the numbers of blocks that follow each other: "Biểu đồ 4-11".
func Numbers(first, last string) string { return first + "-" + strings.TrimPrefix(last, kindOf(last)) }

// kindOf is the number of a block without what it counts: "Biểu đồ ".
func kindOf(number string) string { return number[:strings.LastIndex(number, " ")+1] }
