package analysis

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tongket/ingest"
)

// A revision says which of several files with one name is the later: "so lieu
// 2019 (sửa lần 2).xls" is revision 2 of "so lieu 2019", and "so lieu 2019.xls"
// revision 0.
type revision struct {
	base   string
	number int
}

// revisionForm is a name with the mark of a revision at its end, as people
// write it, with or without accents: (sửa lần 2), _v2, - bổ sung, (3).
var revisionForm = regexp.MustCompile(
	`^(.+?)[ _.-]*[(\[ _-]((?:(?:da |đã )?(?:chỉnh sửa|chinh sua|sửa đổi|sua doi|sửa|sua|bổ sung|bo sung|cập nhật|cap nhat|điều chỉnh|dieu chinh|gửi lại|gui lai|bản mới|ban moi|mới|moi|final|ver|rev|v|lần|lan|bản|ban)[ _.-]*)+(\d{0,3})|(\d{1,2}))[)\]]?$`)

// numberedForm is a mark that says nothing without a number: v, lần, bản.
var numberedForm = regexp.MustCompile(`^(?:(?:ver|rev|v|lần|lan|bản|ban)[ _.-]*)+$`)

// revisionOf reads the revision from the name of a file. A bare number counts
// only in brackets, for "2019" is a year and "Biểu 2" another sheet.
func revisionOf(file string) revision {
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	name = strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(name))), " ")
	m := revisionForm.FindStringSubmatch(name)
	if m == nil || m[4] != "" && !strings.HasSuffix(name, "("+m[4]+")") || numberedForm.MatchString(m[2]) {
		return revision{base: name}
	}
	number, err := strconv.Atoi(m[3] + m[4])
	if err != nil {
		number = 1
	}
	return revision{base: strings.TrimRight(m[1], " ([_-."), number: max(number, 1)}
}

// returnedFiles are the files that came back mended, beside the originals: each is a
// revision of its own.
func returnedFiles(issues []ingest.Issue) map[string]bool {
	out := map[string]bool{}
	for _, i := range issues {
		if i.Code == ingest.CodeReturned {
			for _, p := range i.Related {
				out[p.File] = true
			}
		}
	}
	return out
}

// revise is below 0 if the first file is a later revision of the second, above
// 0 if it is an older one.
func revise(x, y revision) int {
	if x.base != y.base {
		return 0
	}
	return y.number - x.number
}
