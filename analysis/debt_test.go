package analysis

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tongket/ingest"
)

func toldDebts(debts []Debt) []string {
	var out []string
	for _, d := range debts {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s|%s|%s|%s|%s|%d|%s|%d", d.Unit, d.Kind, d.Indicator, d.Place, d.Years, d.Comment, d.Due, d.Late)))
	}
	return out
}

func wantLines(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

const owing = `t.xlsx!S!C1 | HO | | 2015 | 300 hộ |
	t.xlsx!S!D1 | HO | | 2016 | 300 hộ |
	t.xlsx!S!E1 | HO | | 2017 | 300 hộ |
	t.xlsx!S!F1 | HO | | 2018 | 300 hộ |
	t.xlsx!S!G1 | HO | | 2020 | 300 hộ |
	t.xlsx!S!G2 | HO | Huyện X | 2020 | 100 hộ | from=row
	t.xlsx!S!G3 | HO | Huyện Y | 2020 | 100 hộ | from=row
	t.xlsx!S!C9 | VIEC | | 2016-2020 | MT 1000 người |
	t.xlsx!S!C8 | VIEC | | 2016 | 200 người |
	t.xlsx!S!D8 | VIEC | | 2017 | 200 người |
	t.xlsx!S!E8 | VIEC | | 2018 | 200 người |
	t.xlsx!S!F8 | VIEC | | 2019 | 200 người |
	t.xlsx!S!G8 | VIEC | | 2020 | 200 người |
	t.xlsx!S!G9 | ~Cây xanh | | 2020 | 7 cây |`

// onlyHO are the catalogue's rows that the facts of owing are about.
func onlyHO() Catalogue {
	c := testCatalogue()
	c.Indicators = []Indicator{c.Indicators[0], c.Indicators[3]}
	return c
}

func TestDebts(t *testing.T) {
	comment := func(by, draft string, state CommentState, answer, handler, due, indicator string) Comment {
		return Comment{By: by, Draft: draft, State: state, Answer: answer, Handler: handler, Due: due, Indicator: indicator, Text: by}
	}
	r := Run(onlyHO(), inputOf(t, owing), Options{
		AsOf: "2020-04-20",
		Job: Job{
			Draft: "2", Asked: []string{"Chi bộ 1", "Chi bộ 2", "Chi bộ 3"},
			Due: Due{Deadline{Figures: "2020-03-15", Comments: "2020-04-20", Answers: "2020-04-25"}, []UnitDeadline{{"phòng một", Deadline{Figures: "2020-04-10"}}, {"Chi bộ 3", Deadline{Comments: "2020-04-19"}}}},
		},
		Comments: []Comment{
			comment("Đ/c A, Chi bộ 1", "Dự thảo lần 2", Accepted, "Đã sửa", "", "", ""),
			comment("Chi bộ 20", "Dự thảo lần 2", Accepted, "", "", "2020-04-01", "VIEC"), // not Chi bộ 2; no answer: owed by the supplier
			comment("Chi bộ 2", "Dự thảo lần 1", Unhandled, "Sẽ trả lời", "Văn phòng", "", "HO"),
			comment("Chi bộ 1", "Dự thảo lần 2", Agreed, "", "", "", ""),
			comment("Sở A", "Dự thảo lần 1", Explained, "Giữ nguyên", "Văn phòng", "", ""),
			comment("Sở B", "Dự thảo lần 1", Unhandled, "", "", "", ""),
			comment("Phòng Một", "Dự thảo lần 1", Unhandled, "", "", "", "HO"), // nobody answers himself
		},
	})
	wantLines(t, toldDebts(Debts(r)),
		"Phòng Một|figure|HO||2019|0|2020-04-10|10",
		"Phòng Một|figure|HO|Huyện Z|2020|0|2020-04-10|10",
		"Phòng Hai|answer|VIEC|||1|2020-04-01|19",
		"Chi bộ 2|comment||||0|2020-04-20|0",
		"Chi bộ 3|comment||||0|2020-04-19|1",
		"Văn phòng|answer|HO|||2|2020-04-25|0",
		"|answer||||5|2020-04-25|0",
		"|answer|HO|||6|2020-04-25|0",
	)
	var units []string
	total := 0
	for _, s := range Standings(r) {
		units = append(units, fmt.Sprintf("%s: %d", s.Unit, len(s.Debts)))
		total += len(s.Debts)
	}
	wantLines(t, units, "Phòng Một: 2", "Phòng Hai: 1", "Chi bộ 1: 0", "Chi bộ 2: 1", "Chi bộ 3: 1", "Văn phòng: 1", ": 2")
	if total != len(Debts(r)) {
		t.Errorf("the units owe %d things, all together %d", total, len(Debts(r)))
	}
}

// Without days nothing is late; without a register and nobody asked only
// figures are owed, as many as Supply says.
func TestDebtsOfFigures(t *testing.T) {
	r := Run(onlyHO(), inputOf(t, owing), Options{AsOf: "2020-04-20"})
	wantLines(t, toldDebts(Debts(r)), "Phòng Một|figure|HO||2019|0||0", "Phòng Một|figure|HO|Huyện Z|2020|0||0")
	if n := r.Count().Owed; n != 2 {
		t.Errorf("Supply counts %d", n)
	}
}

// A place that lacks an earlier year owes it, if most places have that year; a
// figure that cannot be used is owed anew.
func TestDebtsOfEarlierYearsAndErrors(t *testing.T) {
	r := Run(onlyHO(), inputOf(t, owing+`
		t.xlsx!S!E2 | HO | Huyện X | 2017 | 100 hộ | from=row
		t.xlsx!S!E3 | HO | Huyện Y | 2017 | -5 hộ | from=row
		t.xlsx!S!F2 | HO | Huyện X | 2018 | 100 hộ | from=row`), Options{AsOf: "2020-04-20", Job: Job{Due: Due{Deadline: Deadline{Figures: "2020-04-19"}}}})
	wantLines(t, toldDebts(Debts(r)),
		"Phòng Một|figure|HO||2019|0|2020-04-19|1",
		"Phòng Một|figure|HO|Huyện Z|2017|0|2020-04-19|1", // of 2018 only one place has a figure
		"Phòng Một|figure|HO|Huyện Z|2020|0|2020-04-19|1",
		"Phòng Một|mending|HO|Huyện Y|2017|0|2020-04-19|1",
	)
	if n := r.Count().Owed; n != 3 || r.Supply[0].Expected != 6+3+3 { // six years, three places in 2017 and in 2020
		t.Errorf("Supply counts %d of %d", n, r.Supply[0].Expected)
	}
	read, err := Decode(strings.NewReader(encoded(t, r)))
	if err != nil || !slices.Equal(toldDebts(Debts(read)), toldDebts(Debts(r))) {
		t.Errorf("read back %v, %v", toldDebts(Debts(read)), err)
	}
}

func TestDaysPast(t *testing.T) {
	for _, test := range []struct {
		due, asOf string
		want      int
	}{
		{"2020-02-28", "2020-03-01", 2}, // a leap year
		{"2020-03-01", "2020-03-01", 0},
		{"2020-03-02", "2020-03-01", 0},
		{"", "2020-03-01", 0},
		{"2020-03-01", "", 0},
	} {
		if got := daysPast(test.due, test.asOf); got != test.want {
			t.Errorf("daysPast(%q, %q) = %d, want %d", test.due, test.asOf, got, test.want)
		}
	}
}

// TestSentSince: what has come since the draft before, by unit.
func TestSentSince(t *testing.T) {
	register := func(answers ...string) []Comment {
		var all []Comment
		for i, a := range answers {
			c := Comment{By: fmt.Sprintf("Chi bộ %d", i+1), Date: "2020-04-01", Draft: "Dự thảo lần 1", Text: "Sửa", Indicator: "HO", State: Accepted, Answer: a, Pos: ingest.Pos{Row: int32(i + 2)}}
			if a == "" {
				c.State = Unhandled
			}
			all = append(all, c)
		}
		return all
	}
	before := Run(onlyHO(), inputOf(t, owing), Options{Comments: register("", "Đã sửa"), Job: Job{Draft: "1"}})
	later := strings.Replace(owing, "D8 | VIEC | | 2017 | 200", "D8 | VIEC | | 2017 | 210", 1) + `
		t.xlsx!S!H1 | HO | | 2019 | 300 hộ |
		t.xlsx!S!G4 | HO | Huyện Z | 2020 | 100 hộ | from=row
		t.xlsx!S!H9 | ~Cây xanh | | 2019 | 6 cây |
		t.xlsx!S!E4 | HO | Huyện Z | 2017 | … hộ | from=row` // sent, and still owed
	moved := register("Đã sửa", "Đã sửa", "")
	slices.Reverse(moved) // rows of a register may move
	r := Run(onlyHO(), inputOf(t, later), Options{Comments: moved, Job: Job{Asked: []string{"Chi bộ 1", "Chi bộ 3"}}})
	Rooms.Since(before, r)
	var got []string
	for _, s := range r.Sent {
		got = append(got, fmt.Sprintf("%s|%d|%d|%d|%d", s.Unit, s.Figures, s.Altered, s.Comments, s.Answers))
	}
	wantLines(t, got, "Phòng Một|2|0|0|1", "Phòng Hai|0|1|0|0", "Chi bộ 3|0|0|1|0", "|1|0|0|0")
	read, err := Decode(strings.NewReader(encoded(t, r)))
	if err != nil || !slices.Equal(read.Sent, r.Sent) {
		t.Errorf("read back %v, %v", read.Sent, err)
	}
	// What was not available and has come is new.
	now := Run(onlyHO(), inputOf(t, strings.Replace(later, "… hộ", "90 hộ", 1)), Options{Comments: moved})
	Rooms.Since(r, now)
	if len(now.Sent) != 1 || now.Sent[0] != (Sent{Unit: "Phòng Một", Figures: 1}) {
		t.Errorf("since a figure has come: %v", now.Sent)
	}
	again := Run(onlyHO(), inputOf(t, later), Options{Comments: moved})
	if Rooms.Since(r, again); len(again.Sent) > 0 {
		t.Errorf("since the same state: %v", again.Sent)
	}
}
