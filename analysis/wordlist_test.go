package analysis

import (
	"slices"
	"strings"
	"testing"

	"tongket/analysis/claim"
	"tongket/ingest"
)

func TestParseWords(t *testing.T) {
	list, findings := ParseWords(grid("Vai trò|Từ|Nghĩa|Ghi chú|Người nhập",
		"Đơn vị|lượt khách|đếm người||",
		"đơn vị|lk|lượt khách||", // as a word above
		"đầu cột|tên bản|địa bàn||",
		"tổng số|toàn vùng|||",
		"đơn vị||đếm người||",
		"việc gì|x|||",
		"chính tả|ngàn|nghìn||", // not a job's to change
		"đầu cột|tên thôn|cái gì||",
		"đơn vị|Lượt Khách|khác||",
		"viết tắt|n k t|người khuyết tật||",
	))
	want := []ingest.Word{
		{Text: "lượt khách", Role: "Đơn vị", Meaning: "đếm người"}, {Text: "lk", Role: "đơn vị", Meaning: "lượt khách"},
		{Text: "tên bản", Role: "đầu cột", Meaning: "địa bàn"}, {Text: "toàn vùng", Role: "tổng số"},
	}
	if !slices.Equal(list, want) {
		t.Errorf("words %q", list)
	}
	var got []string
	for _, f := range findings {
		got = append(got, f.Code+" "+f.Pos.Cell()+" "+strings.Join(claim.Args(f.Claim)[:3], "/"))
	}
	if want := []string{"word E1 Người nhập//column", "word B6 Từ//text", "word A7 Vai trò/việc gì/role", "word A8 Vai trò/chính tả/open",
		"word C9 Nghĩa/cái gì/meaning", "word B10 Từ/Lượt Khách/unique", "word B11 Từ/n k t/text"}; !slices.Equal(got, want) {
		t.Errorf("findings %q", got)
	}
	if _, findings := ParseWords(grid("Từ|Nghĩa", "a|b")); len(findings) != 1 || claim.Args(findings[0].Claim)[2] != needHeader {
		t.Errorf("no header: %v", findings)
	}
}
