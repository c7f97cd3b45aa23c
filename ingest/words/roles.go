package words

import (
	"strings"
)

// A Role says what a column of a table is.
type Role string

const (
	RoleNone      Role = ""
	RoleSerial    Role = "serial"
	RoleCode      Role = "code"
	RoleLabel     Role = "label" // indicators
	RolePlace     Role = "place"
	RoleProvince  Role = "province" // a second column of places: what the first lies in
	RoleUnit      Role = "unit"
	RoleYear      Role = "year"
	RoleKind      Role = "kind" // KH, TH, ước
	RoleBreakdown Role = "breakdown"
	RoleNote      Role = "note"
	RoleValue     Role = "value" // a figure, and nothing else is said
	RoleFigure    Role = "figure"
)

// HeaderWord returns the role that the key of a header names by itself.
func (t *Table) HeaderWord(k string) Role {
	if r, ok := t.lists[heads].words[k]; ok {
		return Role(r)
	}
	for _, e := range t.lists[heads].longest {
		begin, ok := strings.CutSuffix(e.word, goesOn)
		if ok && len(k) < 50 && len(k) > len(begin) && k[len(begin)] == ' ' && strings.HasPrefix(k, begin) && !prose(`giao|nghị quyết|kế hoạch`).MatchString(k) {
			return Role(e.meaning)
		}
	}
	return RoleNone
}
