package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tongket/analysis"
	"tongket/analysis/claim"
	"tongket/analysis/register"
	"tongket/analysis/stat"
	"tongket/ingest"
	"tongket/ingest/book"
	"tongket/ingest/words"
	"tongket/report"
	"tongket/report/annex"
	"tongket/report/vi"
)

// A starter makes the files that a job starts from, out of what its sheets say.
type starter struct {
	job    *job
	found  ingest.Result
	review *analysis.Review
	heads  []letterhead
}

// files are those that init writes, each with the names that the job may have for it.
func (s *starter) files() []newFile {
	form := func(key, set, help string, columns []vi.FormColumn, rows [][]string) newFile {
		return newFile{[]string{key + ".xlsx", key + ".csv", set}, func() (string, error) {
			var b bytes.Buffer
			err := report.WriteForm(&b, key, help, s.exemplified(columns, rows), rows, "")
			return b.String(), err
		}}
	}
	set, places := s.job.settings, s.places()
	var names []string
	for _, p := range places {
		names = append(names, p[1])
	}
	return []newFile{
		{[]string{settingsName}, func() (string, error) { return s.settings(), nil }},
		form("danh-muc", set.Catalogue, vi.FormHelpCatalogue, vi.CatalogueForm(), s.catalogue()),
		form("dia-ban", set.Places, vi.FormHelpPlaces, vi.PlacesForm(shortened(names)), places),
		form(sourcesKey, set.Sources, vi.FormHelpSources, vi.SourcesForm(names), s.lacking()),
		form(correctionsKey, set.Corrections, vi.FormHelpCorrection, vi.CorrectionsForm(names), nil),
	}
}

// shortened is how sheets may write the last of some places: "H. Tân Sơn; Tân Sơn".
func shortened(names []string) string {
	if len(names) == 0 {
		return ""
	}
	name := names[len(names)-1]
	bare := bareName(name)
	letters := ""
	for _, word := range strings.Fields(strings.TrimSuffix(name, bare)) {
		letters += strings.ToUpper(string([]rune(word)[:1]))
	}
	if letters == "" {
		return ""
	}
	return letters + ". " + bare + "; " + bare
}

// exemplified are columns with examples out of the job: of the table's own rows, else of
// its sheets.
func (s *starter) exemplified(columns []vi.FormColumn, rows [][]string) []vi.FormColumn {
	job := map[string]string{"Năm": strconv.Itoa(s.review.Term.Last)}
	for _, f := range s.found.Facts.All() {
		for name, text := range map[string]string{"Tệp": path.Base(f.Pos.File), "Trang": f.Pos.Sheet, "Chỉ tiêu": f.Label, "Địa bàn": f.Place, "ĐVT": f.Unit} {
			if job[name] == "" {
				job[name] = text
			}
		}
	}
	out := slices.Clone(columns)
	for i := range out {
		example := ""
		for _, row := range rows {
			if i < len(row) && example == "" && row[i] != "…" {
				example = row[i]
			}
		}
		if example == "" {
			example = job[out[i].Name]
		}
		if example != "" && len(out[i].Example) > 0 {
			out[i].Example = example
		}
	}
	return out
}

// settings is a tongket.yaml with every key, those that cannot be known as comments.
func (s *starter) settings() string {
	r := s.review
	var fields []string
	for _, f := range r.Fields {
		if f.Name != "" {
			fields = append(fields, f.Name)
		}
	}
	organisation, superior := commonest(s.heads)
	if len(s.provinces()) > 1 { // the sender of one and the place of another would be mixed
		organisation, superior = "", ""
	}
	text := fmt.Sprintf(settingsTemplate,
		keyLine("to-chuc", organisation, "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"), keyLine("cap-tren", superior, "ỦY BAN NHÂN DÂN TỈNH"),
		keyLine("dia-danh", bareName(s.province()), "Phú Thọ"),
		r.Term.Base, r.Term.Last, r.Term.Next, strings.Join(fields, ", "), strings.Join(annex.Names(), ", "))
	if rows := s.catalogue(); len(rows) > 1 && rows[0][0] != "" && rows[1][0] != "" { // codes that the job has
		text = strings.NewReplacer("ASXH-HN-TYLE", rows[0][0], "NNL-VL-MOI", rows[1][0]).Replace(text)
	}
	return text
}

// keyLine is a key with its value, or as a comment with an example.
func keyLine(key, value, example string) string {
	if value == "" {
		return "# " + key + ": " + example
	}
	return key + `: "` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
}

const settingsTemplate = `# Công việc của tongket. Dòng bắt đầu bằng # là lời giải thích; bỏ dấu # ở đầu để dùng một khóa.
%s
%s
%s
# dai-hoi: Đại hội đại biểu Đảng bộ Sở lần thứ VII, nhiệm kỳ 2020-2025
# kem-theo: Báo cáo chính trị của Ban Chấp hành Đảng bộ khóa VI trình Đại hội lần thứ VII
# so-hieu: 12-BC/ĐU      # số, ký hiệu của văn bản, in dưới tên cơ quan
# du-thao: 1
# so-voi: 1              # bản dự thảo trước, đã giữ bằng --draft 1: lập phụ lục thay đổi
mau: dang                # dang (mẫu văn bản của Đảng) hoặc hanh-chinh
# mau-word: mau.docx     # văn bản Word của cơ quan: lấy kiểu chữ, lề, đầu và chân trang
nhiem-ky: {nam-goc: %d, nam-cuoi: %d, nam-cuoi-ky-toi: %d}
# linh-vuc: [%s]
# phu-luc: [%s]
# cot: {chi-tieu: [don-vi, muc-tieu, nam-goc, 2020, so-sanh, danh-gia]}   # chỉ in các cột này, theo thứ tự này
# tap-phu-luc:           # tập phụ lục trình đại hội (phu-luc.pdf, phu-luc.docx); khóa nào bỏ trống thì in như mặc định
#   chi-tieu: [ASXH-HN-TYLE, NNL-VL-MOI]     # chỉ in các chỉ tiêu này, theo thứ tự này
#   bieu-do: [ASXH-HN-TYLE, NNL-VL-MOI]      # chỉ vẽ biểu đồ của các chỉ tiêu này, theo thứ tự này
#   so-sanh-dia-ban: ASXH-HN-TYLE            # chỉ tiêu so sánh địa bàn ở trang tóm tắt
#   ten: {chi-tieu: {so: Biểu số 01, ten: KẾT QUẢ CÁC CHỈ TIÊU}}   # số và tên của phụ lục
#   pham-vi: {Xây dựng Đảng: Đảng bộ Sở}     # lĩnh vực không tính theo địa bàn
#   chi-co-muc-tieu: false                   # true: bỏ biểu các chỉ tiêu không có mục tiêu
#   bo-dau-van-ban: false                    # true: không in tên cơ quan, tiêu đề ở đầu tập
#   ky: {thay-mat: [T/M BAN CHẤP HÀNH], chuc-vu: BÍ THƯ, ho-ten: Nguyễn Văn A}
#   noi-nhan: [Đại biểu dự đại hội, Lưu Văn phòng Đảng ủy]
# so-sanh: {ASXH-HN-TYLE: 4.5}   # giá trị để so sánh (bình quân vùng), theo mã chỉ tiêu
# ngat-chuoi: {ASXH-HN-TYLE: 2018}   # năm bắt đầu chuẩn mới: không dự báo qua năm ấy
# tu-ngu: tu-ngu.csv     # từ ngữ riêng của địa phương
# quy-tac: quy-tac.csv   # quy tắc mà số liệu phải theo, thêm vào các quy tắc có sẵn
# nguon: nguon.xlsx      # điều tổ biên tập biết mà biểu không ghi
# sua-so: sua-so.xlsx    # số liệu tổ biên tập sửa, bỏ hoặc chấp nhận
# gop-y: gop-y.csv       # bảng góp ý vào dự thảo
# han: {so-lieu: 2020-03-15, gop-y: 2020-04-10, tra-loi: 2020-04-25}   # hạn gửi số liệu, góp ý, trả lời (don-doc.pdf)
# lay-y-kien: [Chi bộ Văn phòng, Chi bộ Người có công]   # các đơn vị được đề nghị góp ý vào dự thảo
# lien-ket: [so-lieu/chung]   # liên kết trong thư mục biểu, dẫn ra ngoài công việc, mà vẫn được đọc
# an: false              # true: tính cả trang, dòng, cột ẩn
# ngay: 2020-05-22       # ngày ghi trên kết quả
`

// catalogue has a row for every indicator that the sheets have: the known ones as they
// are known, the others with their label and unit. One label with and without a unit is
// one indicator, and what is written nearly the same is proposed as another name.
func (s *starter) catalogue() [][]string {
	var rows [][]string
	var fresh []analysis.Indicator
	for _, i := range s.review.Indicators {
		if i.Pos.File == "" { // what a sheet says goes before what is built in
			i.Target, i.NextTarget = targetsOf(&i)
		}
		if !i.Unknown {
			rows = append(rows, analysis.CatalogueRow(i.Indicator))
			continue
		}
		k := slices.IndexFunc(fresh, func(f analysis.Indicator) bool {
			return nearlySame(f.Name, i.Name) && (f.Unit == i.Unit || f.Unit == "" || i.Unit == "")
		})
		if k < 0 {
			fresh = append(fresh, i.Indicator)
			continue
		}
		f := &fresh[k]
		if f.Unit == "" {
			f.Unit, f.Kind = i.Unit, i.Kind
		}
		f.Decimals = max(f.Decimals, i.Decimals)
		if f.Name != i.Name && words.Key(f.Name) != words.Key(i.Name) {
			f.Aliases = append(f.Aliases, i.Name)
		}
	}
	for n, i := range fresh {
		i.Code = fmt.Sprintf("MOI-%02d", n+1)
		rows = append(rows, analysis.CatalogueRow(i))
	}
	return rows
}

// targetsOf are the targets of an indicator for the term and the next, as the catalogue
// writes them: those that the sheets print, else those that it has.
func targetsOf(r *analysis.Result) (target, next string) {
	written := func(value float64, bound string) string {
		text := strings.Replace(strconv.FormatFloat(stat.Round(value, max(r.Decimals, 0)), 'f', -1, 64), ".", ",", 1)
		return strings.TrimSpace(bound + " " + text)
	}
	target, next = r.Target, r.NextTarget
	if g := r.Goal; g != nil && len(g.Facts) > 0 {
		target = written(g.Value, g.Bound)
	}
	if n := r.Next; n != nil && len(n.Facts) > 0 && n.Target != nil && !n.Proposed && !n.Derived {
		next = written(*n.Target, n.Bound)
		if n.Kept { // the bound may be the path's, not the sheet's
			next = written(*n.Target, "")
		}
	}
	return target, next
}

// nearlySame reports whether two labels are one but for marks, a letter of a longer
// word, or what stands in brackets. Numbers tell labels apart.
func nearlySame(a, b string) bool {
	x, y := strings.Fields(words.Key(a)), strings.Fields(words.Key(b))
	if len(x) != len(y) || len(x) == 0 {
		return false
	}
	slips := 0
	for i := range x {
		switch {
		case x[i] == y[i], register.Unmarked(x[i]) == register.Unmarked(y[i]) && slices.ContainsFunc([]string{x[i], y[i]}, plainASCII):
		case words.HasDigit(x[i] + y[i]), !oneLetterApart(x[i], y[i]):
			return false
		default:
			slips++
		}
	}
	return slips <= 1
}

// plainASCII tells a word that was typed without marks.
func plainASCII(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}

// oneLetterApart reports whether one word of at least four letters has a letter more than
// the other.
func oneLetterApart(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) < len(y) {
		x, y = y, x
	}
	if len(x) != len(y)+1 || len(y) < 3 {
		return false
	}
	for i := range y {
		if x[i] != y[i] {
			return string(x[i+1:]) == string(y[i:])
		}
	}
	return true
}

// provinces are those that the sheets name, by name.
func (s *starter) provinces() (names []string) {
	for _, f := range s.found.Facts.All() {
		if f.Province != "" && !slices.Contains(names, f.Province) {
			names = append(names, f.Province)
		}
	}
	slices.Sort(names)
	return names
}

// province is the province that the sheets are about: the one they name, or the
// catalogue's where they are of its places; "" if nobody says or they are of several.
func (s *starter) province() string {
	if len(s.provinces()) > 1 {
		return ""
	}
	counts, best := map[string]int{}, ""
	whole, listed := "", map[string]bool{}
	for i, p := range s.job.catalogue.Places {
		listed[p.Name] = true
		if i == 0 {
			whole = p.Name
		}
	}
	for _, f := range s.found.Facts.All() {
		name := f.Province
		if name == "" && f.Place != "" && listed[f.Place] {
			name = whole
		}
		if name != "" {
			counts[name]++
			if best == "" || counts[name] > counts[best] {
				best = name
			}
		}
	}
	return best
}

// places has a row for every place: those of the catalogue where the sheets are about
// them, and those that only the sheets name, with their kinds and spellings. A town and a
// province, or a town and a district, may have one name: their kinds tell them apart.
func (s *starter) places() [][]string {
	province := s.province()
	l := placeList{at: map[[2]string]int{}, kinds: map[string][]string{}}
	own := s.job.catalogue.Places
	switch {
	case len(own) > 0 && province == own[0].Name:
		for _, p := range own {
			l.add(p.Code, p.Name, cmp.Or(kindOf(p.Name), p.Kind), p.Kind, p.Aliases...)
		}
	case province != "":
		name := province
		if kindOf(name) == "" {
			name = "Tỉnh " + name
		}
		l.add("", name, kindOf(name), kindOf(name))
	default:
		l.add("", "Toàn tỉnh", "tỉnh", "tỉnh")
	}
	var named []string
	for _, f := range s.found.Facts.All() {
		if f.Place != "" && !f.Group && f.Place != province && !slices.Contains(named, f.Place) {
			named = append(named, f.Place)
		}
	}
	for _, name := range named {
		l.note(name)
	}
	for _, name := range named {
		l.name(name)
	}
	return l.rows
}

// A placeList is a list of places, the whole first, as rows of its table.
type placeList struct {
	rows  [][]string
	at    map[[2]string]int   // rows by name and kind
	kinds map[string][]string // the kinds of places of one name, beside the whole, in order
}

// add adds a place, or a name as another one of the place that is there.
func (l *placeList) add(code, name, kind, told string, aliases ...string) {
	bare := register.Unmarked(bareName(name))
	key := [2]string{bare, kind}
	if k, ok := l.at[key]; ok {
		l.alias(k, name)
		return
	}
	if len(l.rows) > 0 && !slices.Contains(l.kinds[bare], kind) {
		l.kinds[bare] = append(l.kinds[bare], kind)
	}
	l.at[key] = len(l.rows)
	l.rows = append(l.rows, []string{code, name, told, strings.Join(aliases, ";")})
}

func (l *placeList) alias(k int, name string) {
	if row := l.rows[k]; row[1] != name && !slices.Contains(strings.Split(row[3], ";"), name) {
		row[3] = strings.Trim(row[3]+";"+name, ";")
	}
}

// note notes the kind that a sheet names a place with.
func (l *placeList) note(name string) {
	bare, kind := register.Unmarked(bareName(name)), kindOf(name)
	if kind != "" && !slices.Contains(l.kinds[bare], kind) {
		l.kinds[bare] = append(l.kinds[bare], kind)
	}
}

// name adds a place as a sheet names it. Without its kind it is the only place of that
// name, else the whole; where two have the name, nobody can tell which of them it is.
func (l *placeList) name(name string) {
	bare, kind := register.Unmarked(bareName(name)), kindOf(name)
	whole := register.Unmarked(bareName(l.rows[0][1])) == bare
	switch kinds := l.kinds[bare]; {
	case kind != "":
		l.add("", name, kind, kind)
	case len(kinds) == 0 && whole:
		l.alias(0, name)
	case len(kinds) == 0:
		l.add("", name, "", "")
	case len(kinds) == 1:
		k, ok := l.at[[2]string{bare, kinds[0]}]
		if !ok {
			k = len(l.rows)
			l.add("", vi.Capital(kinds[0])+" "+name, kinds[0], kinds[0])
		}
		l.alias(k, name)
	}
}

// placeKinds are what names of places begin with, the longer before the shorter.
var placeKinds = []struct{ begin, kind string }{
	{"thành phố ", "thành phố"}, {"tp. ", "thành phố"}, {"tp.", "thành phố"}, {"tp ", "thành phố"},
	{"thị xã ", "thị xã"}, {"tx. ", "thị xã"}, {"tx.", "thị xã"}, {"tx ", "thị xã"}, {"thị trấn ", "thị trấn"}, {"tt. ", "thị trấn"},
	{"huyện ", "huyện"}, {"h. ", "huyện"}, {"h.", "huyện"}, {"quận ", "quận"}, {"q. ", "quận"}, {"phường ", "phường"}, {"p. ", "phường"},
	{"xã ", "xã"}, {"x. ", "xã"}, {"tỉnh ", "tỉnh"},
}

func kindOf(name string) string {
	for _, k := range placeKinds {
		if strings.HasPrefix(strings.ToLower(name), k.begin) {
			return k.kind
		}
	}
	return ""
}

// bareName is a place's name without its kind.
func bareName(name string) string {
	for _, k := range placeKinds {
		if len(name) > len(k.begin) && strings.EqualFold(name[:len(k.begin)], k.begin) {
			return strings.TrimSpace(name[len(k.begin):])
		}
	}
	return name
}

// lacking has a row for each sheet that lacks something that its figures need, with
// "…" where it is to be filled in.
func (s *starter) lacking() [][]string {
	const year, place, indicator, remark = 3, 4, 5, 14
	var rows [][]string
	at := map[[2]string]int{}
	row := func(file, sheet string) []string {
		key := [2]string{file, sheet}
		k, ok := at[key]
		if !ok {
			k = len(rows)
			at[key] = k
			fields := make([]string, len(analysis.SourceColumns()))
			fields[0], fields[1] = file, sheet
			rows = append(rows, fields)
		}
		return rows[k]
	}
	for _, f := range s.review.Findings {
		if f.Settled != nil {
			continue
		}
		for _, p := range append([]ingest.Pos{f.Pos}, f.Related...) {
			switch f.Code {
			case ingest.CodeNoYear:
				row(p.File, p.Sheet)[year] = "…"
			case ingest.CodeNameYear:
				r := row(p.File, p.Sheet)
				if name, ok := f.Claim.(claim.OfYear); ok {
					r[year] = strconv.Itoa(name.Year)
				}
				r[remark] = vi.RemarkNameYear
			case ingest.CodeNamePlace:
				r := row(p.File, p.Sheet)
				if name, ok := f.Claim.(claim.NamePlace); ok {
					r[place], r[remark] = name.Place, vi.RemarkNamePlace
				}
			case ingest.CodeNoIndicator:
				row(p.File, p.Sheet)[indicator] = "…"
			case ingest.CodeAmbiguousPlace:
				row(p.File, p.Sheet)[place] = "…"
			}
		}
	}
	for _, p := range s.placeless() {
		if r := row(p.File, p.Sheet); r[remark] == "" {
			r[remark] = vi.RemarkNoPlace
		}
	}
	slices.SortStableFunc(rows, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	return rows
}

// placeless are the sheets none of whose figures has a place, in a job where other
// sheets name theirs.
func (s *starter) placeless() []ingest.Pos {
	named := map[ingest.Pos]bool{}
	var order []ingest.Pos
	any := false
	for _, f := range s.found.Facts.All() {
		sheet := ingest.Pos{File: f.Pos.File, Sheet: f.Pos.Sheet}
		if _, ok := named[sheet]; !ok {
			order = append(order, sheet)
			named[sheet] = false
		}
		if f.Place != "" || f.Province != "" {
			named[sheet], any = true, true
		}
	}
	if !any {
		return nil
	}
	return slices.DeleteFunc(order, func(p ingest.Pos) bool { return named[p] })
}

// A letterhead is the sender's name at the top of a sheet, with what stands above it.
type letterhead struct{ body, above string }

// lettersOf are the letterheads of the sheets.
func lettersOf(ctx context.Context, sources []ingest.Source) []letterhead {
	var out []letterhead
	for _, source := range sources {
		if strings.EqualFold(path.Ext(source.Name), ".json") || strings.EqualFold(path.Ext(source.Name), ".parquet") {
			continue
		}
		grids, _ := book.Grids(ctx, source)
		for i := range grids {
			if h := letterheadOf(&grids[i]); h.body != "" {
				out = append(out, h)
				break
			}
		}
	}
	return out
}

// bodies are what names of organisations begin with, in capitals as letterheads have
// them.
var bodies = []string{"SỞ ", "ĐẢNG ỦY ", "ĐẢNG BỘ ", "BAN ", "CỤC ", "CHI CỤC ", "TỈNH ỦY ", "THÀNH ỦY ", "HỘI ", "LIÊN ĐOÀN "}

// letterheadOf reads the first rows of a sheet.
func letterheadOf(g *ingest.Grid) letterhead {
	const rows = 4
	above := map[int32]string{}
	for _, c := range g.Cells {
		if c.Row > rows {
			break
		}
		text := strings.Join(strings.Fields(c.Text), " ")
		if c.Kind != ingest.Text || text == "" || text != strings.ToUpper(text) || len([]rune(text)) > 80 {
			continue
		}
		for _, begin := range bodies {
			if strings.HasPrefix(text, begin) {
				return letterhead{text, above[c.Col]}
			}
		}
		above[c.Col] = text
	}
	return letterhead{}
}

// commonest is the organisation that most sheets have in their letterhead, and the
// one above it.
func commonest(heads []letterhead) (body, above string) {
	counts := map[string]int{}
	for _, h := range heads {
		counts[h.body]++
	}
	for _, h := range heads {
		if counts[h.body] > counts[body] {
			body, above = h.body, h.above
		}
	}
	return body, above
}
