package ingest

import (
	"fmt"
	"testing"
)

// TestIssuesAreBounded: of one code so many are told, and how many more there are.
func TestIssuesAreBounded(t *testing.T) {
	var l Issues
	for i := range mostTold + 30 {
		l.Once(Issue{Pos: Pos{File: "a.csv", Row: int32(i + 2), Col: 1}, Code: CodeUnknown, Raw: fmt.Sprintf("Việc %d", i)}, 0)
		if i < mostTold {
			l.Add(Issue{Pos: Pos{File: "a.csv", Row: int32(i + 2), Col: 2}, Code: CodeNotANumber})
		}
	}
	l.Add(Issue{Pos: Pos{File: "a.csv", Row: 1}, Code: CodeNoYear})
	told := map[string]int{}
	for _, i := range l.All() {
		told[i.Code]++
		if i.Code == CodeMoreIssues && (i.Pos.Row != mostTold+2 || fmt.Sprint(i.Args) != fmt.Sprintf("[%s 30 %d]", CodeUnknown, mostTold)) {
			t.Errorf("%+v", i)
		}
	}
	if told[CodeUnknown] != mostTold || told[CodeNotANumber] != mostTold || told[CodeNoYear] != 1 || told[CodeMoreIssues] != 1 {
		t.Error(told)
	}
}
