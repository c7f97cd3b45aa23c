package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"tongket/analysis"
	"tongket/ingest"
	"tongket/report/annex"
)

// settings is what a tongket.yaml may say; every key has a default.
type settings struct {
	Organisation string              `yaml:"to-chuc"`
	Superior     string              `yaml:"cap-tren"`
	PlaceName    string              `yaml:"dia-danh"`
	Congress     string              `yaml:"dai-hoi"`
	Attached     string              `yaml:"kem-theo"`
	Number       string              `yaml:"so-hieu"`
	Draft        string              `yaml:"du-thao"`
	Against      string              `yaml:"so-voi"`
	Form         string              `yaml:"mau"`
	Term         termSettings        `yaml:"nhiem-ky"`
	Sheets       string              `yaml:"so-lieu"`
	Links        []string            `yaml:"lien-ket"`
	Catalogue    string              `yaml:"danh-muc"`
	Places       string              `yaml:"dia-ban"`
	Words        string              `yaml:"tu-ngu"`
	Rules        string              `yaml:"quy-tac"`
	Map          string              `yaml:"ban-do"`
	Template     string              `yaml:"mau-word"`
	Comments     string              `yaml:"gop-y"`
	Corrections  string              `yaml:"sua-so"`
	Sources      string              `yaml:"nguon"`
	Due          dueSettings         `yaml:"han"`
	Asked        []string            `yaml:"lay-y-kien"`
	Fields       []string            `yaml:"linh-vuc"`
	Annexes      []string            `yaml:"phu-luc"`
	Columns      map[string][]string `yaml:"cot"`
	Book         bookSettings        `yaml:"tap-phu-luc"`
	Comparisons  map[string]float64  `yaml:"so-sanh"`
	Breaks       map[string]int      `yaml:"ngat-chuoi"`
	Hidden       bool                `yaml:"an"`
	Date         string              `yaml:"ngay"`
}

type termSettings struct {
	Base int `yaml:"nam-goc"`
	Last int `yaml:"nam-cuoi"`
	Next int `yaml:"nam-cuoi-ky-toi"`
}

// complete gives a term the years that the settings leave out: the next term is as
// long as this one.
func (t *termSettings) complete() {
	d := defaultSettings().Term
	if t.Base == 0 {
		t.Base = d.Base
	}
	if t.Last == 0 {
		t.Last = d.Last
	}
	if t.Next == 0 {
		t.Next = max(d.Next, t.Last)
		if t.Last > t.Base {
			t.Next = t.Last + (t.Last - t.Base)
		}
	}
}

// dueSettings are the days by which things are due, and those of single units.
type dueSettings struct {
	Figures  string                 `yaml:"so-lieu"`
	Comments string                 `yaml:"gop-y"`
	Answers  string                 `yaml:"tra-loi"`
	Units    map[string]unitDueDate `yaml:"don-vi"`
}

type unitDueDate struct {
	Figures  string `yaml:"so-lieu"`
	Comments string `yaml:"gop-y"`
	Answers  string `yaml:"tra-loi"`
}

// bookSettings are what a job chooses of the annexes for the congress.
type bookSettings struct {
	Indicators []string                     `yaml:"chi-tieu"`
	Charts     []string                     `yaml:"bieu-do"`
	Places     string                       `yaml:"so-sanh-dia-ban"`
	Names      map[string]annexNameSettings `yaml:"ten"`
	Scopes     map[string]string            `yaml:"pham-vi"`
	TargetOnly bool                         `yaml:"chi-co-muc-tieu"`
	Bare       bool                         `yaml:"bo-dau-van-ban"`
	Signature  signatureSettings            `yaml:"ky"`
	Recipients []string                     `yaml:"noi-nhan"`
}

type annexNameSettings struct {
	Number string `yaml:"so"`
	Title  string `yaml:"ten"`
}

type signatureSettings struct {
	For   []string `yaml:"thay-mat"`
	Title string   `yaml:"chuc-vu"`
	Name  string   `yaml:"ho-ten"`
}

// book is what the outputs take of them.
func (s bookSettings) book() annex.Selection {
	b := annex.Selection{
		Indicators: s.Indicators, Charts: s.Charts, Places: s.Places, Scopes: s.Scopes,
		TargetOnly: s.TargetOnly, Bare: s.Bare, Recipients: s.Recipients,
		Signature: annex.Signature{For: s.Signature.For, Title: s.Signature.Title, Name: s.Signature.Name},
	}
	if len(s.Names) > 0 {
		b.Names = map[string]annex.AnnexName{}
		for name, n := range s.Names {
			b.Names[name] = annex.AnnexName{Number: n.Number, Title: n.Title}
		}
	}
	return b
}

// checkBook tells an annex, a field or an indicator of the book that there is not.
func (s *settings) checkBook(codes map[string]bool, fields []string) *keyError {
	b := s.Book
	for _, code := range slices.Concat(b.Indicators, b.Charts, nonEmpty(b.Places)) {
		if !codes[code] {
			return wrongKey("tap-phu-luc", code, ": danh mục không có mã chỉ tiêu %q", code)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b.Scopes)) {
		if !slices.Contains(fields, name) {
			return wrongKey("tap-phu-luc", name, ": danh mục không có lĩnh vực %q; các lĩnh vực: %s", name, strings.Join(fields, ", "))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b.Names)) {
		if known := annex.Names(); !slices.Contains(known, name) {
			return wrongKey("tap-phu-luc", name, ": không có phụ lục %q; các phụ lục: %s", name, strings.Join(known, ", "))
		}
	}
	return nil
}

func nonEmpty(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}

const (
	formParty          = "dang"
	formAdministrative = "hanh-chinh"
)

func defaultSettings() settings {
	return settings{Form: formParty, Term: termSettings{Base: 2015, Last: 2020, Next: 2025}}
}

// A placedError stands at a line and a column of the settings.
type placedError struct {
	line, col int
	err       error
}

func (e *placedError) Error() string {
	return fmt.Sprintf("(dòng %d, cột %d): %v", e.line, e.col, e.err)
}

func (e *placedError) Unwrap() error { return e.err }

func at(t *token.Token, format string, args ...any) error {
	return &placedError{t.Position.Line, t.Position.Column, fmt.Errorf(format, args...)}
}

// parseSettings reads a tongket.yaml. An unknown key, a value of the wrong
// kind and a broken file are errors with line and column.
func parseSettings(data []byte) (settings, error) {
	s := defaultSettings()
	data, err := utf8Text(data)
	if err != nil {
		return s, err
	}
	if err := noTabs(data); err != nil {
		return s, err
	}
	if err := cmp.Or(seenOnly(data), shallow(data)); err != nil {
		return s, err
	}
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return s, placed(err)
	}
	s.Term = termSettings{}
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if err := checkKeys(doc.Body, reflect.TypeFor[settings]()); err != nil {
			return s, err
		}
		if err := yaml.NodeToValue(doc.Body, &s); err != nil {
			return s, placed(err)
		}
		s.Term.complete()
		if err := s.check(doc.Body); err != nil {
			return s, err
		}
	}
	s.Term.complete()
	return s, nil
}

// noTabs tells a line that begins with the tab key, which YAML does not take.
func noTabs(data []byte) error {
	for i, line := range bytes.Split(data, []byte("\n")) {
		rest := bytes.TrimLeft(line, " ")
		if bytes.HasPrefix(rest, []byte("\t")) && len(bytes.TrimSpace(rest)) > 0 {
			return &placedError{i + 1, len(line) - len(rest) + 1, errors.New("dòng thụt bằng phím Tab; hãy thay bằng dấu cách")}
		}
	}
	return nil
}

// seenOnly is an error where the settings hold what is not seen.
func seenOnly(data []byte) error {
	for i, line := range bytes.Split(data, []byte("\n")) {
		if text := string(line); ingest.Misleading(text) {
			at := strings.IndexFunc(text, ingest.Unseen)
			return &placedError{i + 1, utf8.RuneCountInString(text[:at]) + 1, errors.New("có ký tự điều khiển không nhìn thấy; hãy gõ lại dòng này")}
		}
	}
	return nil
}

// deepest is how deep brackets, lists and keys may stand in each other; the
// settings need four.
const deepest = 20

// shallow is an error where the settings are nested so deep that the parser
// would take gigabytes, or name values by anchors, which may multiply them.
func shallow(data []byte) error {
	open, indents := 0, []int{}
	for i, line := range bytes.Split(data, []byte("\n")) {
		rest := bytes.TrimLeft(line, " ")
		if len(rest) == 0 || rest[0] == '#' {
			continue
		}
		deep := &placedError{i + 1, len(line) - len(rest) + 1, fmt.Errorf("lồng nhau quá %d cấp; tệp này chỉ cần vài cấp", deepest)}
		at := len(line) - len(rest)
		for len(indents) > 0 && indents[len(indents)-1] >= at {
			indents = indents[:len(indents)-1]
		}
		indents = append(indents, at)
		steps := 0 // "- - - x" and "? ? ? x" nest in one line
		for len(rest) > 1 && (rest[0] == '-' || rest[0] == '?') && rest[1] == ' ' {
			rest, steps = bytes.TrimLeft(rest[1:], " "), steps+1
		}
		for _, c := range rest {
			switch c {
			case '[', '{':
				open++
			case ']', '}':
				open = max(0, open-1)
			}
			if open > deepest {
				return deep
			}
		}
		if len(indents)+steps > deepest {
			return deep
		}
	}
	return nil
}

// utf8Text takes off what Notepad puts around a text: a byte order mark, or
// UTF-16.
func utf8Text(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		out, _, err := transform.Bytes(xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM).NewDecoder(), data)
		if err != nil {
			return nil, errors.New("không phải văn bản UTF-8; hãy lưu lại tệp với mã UTF-8")
		}
		return out, nil
	}
	return bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), nil
}

// checkKeys tells the first key of a mapping that t has no field for.
func checkKeys(node ast.Node, t reflect.Type) error {
	for _, kv := range mapping(node) {
		name := kv.Key.String()
		field, ok := fieldOf(t, name)
		if !ok {
			return unknownKey(kv.Key.GetToken(), name, t)
		}
		if field.Type.Kind() == reflect.Struct {
			if err := checkKeys(kv.Value, field.Type); err != nil {
				return err
			}
		}
		if field.Type.Kind() == reflect.Map && field.Type.Elem().Kind() == reflect.Struct {
			for _, entry := range mapping(kv.Value) {
				if err := checkKeys(entry.Value, field.Type.Elem()); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func mapping(node ast.Node) []*ast.MappingValueNode {
	switch n := node.(type) {
	case *ast.MappingNode:
		return n.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}
	}
	return nil
}

// keys are the names that the fields of a structure have in the settings.
func keys(t reflect.Type) []string {
	var out []string
	for i := range t.NumField() {
		out = append(out, t.Field(i).Tag.Get("yaml"))
	}
	return out
}

func fieldOf(t reflect.Type, key string) (reflect.StructField, bool) {
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("yaml") == key {
			return t.Field(i), true
		}
	}
	return reflect.StructField{}, false
}

func unknownKey(tok *token.Token, name string, t reflect.Type) error {
	known := keys(t)
	if near := nearest(name, known); near != "" {
		return at(tok, "không có khóa %q; có phải là %q không?", name, near)
	}
	return at(tok, "không có khóa %q; các khóa dùng được: %s", name, strings.Join(known, ", "))
}

// nearest is the candidate with the fewest edits to name, diacritics and
// underscores aside; "" if all need more than half of its letters changed.
func nearest(name string, candidates []string) string {
	name = plain(name)
	best, fewest := "", len(name)/2+1
	for _, c := range candidates {
		if d := edits(name, c); d < fewest {
			best, fewest = c, d
		}
	}
	return best
}

// plain is s in small ASCII letters: "Tổ_chức" is "to-chuc".
func plain(s string) string {
	strip := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
	out, _, err := transform.String(strip, strings.ToLower(s))
	if err != nil {
		return s
	}
	return strings.NewReplacer("đ", "d", "_", "-", " ", "-").Replace(out)
}

// edits is the Levenshtein distance between a and b, in bytes.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// placed words an error of the YAML library with its line and column.
func placed(err error) error {
	var mismatch *yaml.TypeError
	if errors.As(err, &mismatch) && mismatch.Token != nil {
		return at(mismatch.Token, "giá trị %q không đúng kiểu; cần %s", mismatch.Token.Value, kindWords(mismatch.DstType))
	}
	var twice *yaml.DuplicateKeyError
	if errors.As(err, &twice) {
		return at(twice.Token, twiceWords)
	}
	var node *yaml.UnexpectedNodeTypeError
	if errors.As(err, &node) {
		return at(node.Token, "giá trị %q không đúng kiểu; cần %s", node.Token.Value, nodeWords(node.Expected))
	}
	var ye yaml.Error
	if errors.As(err, &ye) && ye.GetToken() != nil {
		if strings.Contains(ye.GetMessage(), "already defined") {
			return at(ye.GetToken(), twiceWords)
		}
		return at(ye.GetToken(), "không đúng cú pháp YAML%s; mỗi dòng có dạng \"khóa: giá trị\", thụt dòng bằng dấu cách", syntaxWords(ye.GetMessage()))
	}
	return fmt.Errorf("không đúng cú pháp YAML: %w", err)
}

// syntaxWords says in our words what the YAML library says of a line; what it says in
// its own is left out, the place is told.
func syntaxWords(message string) string {
	switch {
	case strings.Contains(message, "non-map value"):
		return " (dòng này thiếu dấu \":\" sau khóa, hoặc thụt vào khác các dòng cùng nhóm)"
	case strings.Contains(message, "tab character"):
		return " (thụt dòng bằng phím Tab)"
	case strings.Contains(message, "could not find end character"), strings.Contains(message, "not closed"), strings.Contains(message, "not found"):
		return " (thiếu dấu đóng ngoặc hoặc dấu nháy)"
	}
	return ""
}

const twiceWords = "khóa ghi hai lần; hãy bỏ một dòng"

func nodeWords(expected ast.NodeType) string {
	switch expected {
	case ast.SequenceType:
		return "danh sách trong ngoặc vuông (ví dụ [a, b])"
	case ast.MappingType:
		return "các dòng \"khóa: giá trị\" (ví dụ nhiem-ky: {nam-goc: 2015, nam-cuoi: 2020})"
	}
	return "kiểu khác"
}

func kindWords(t reflect.Type) string {
	if t == nil {
		return "kiểu khác"
	}
	switch t.Kind() {
	case reflect.Int:
		return "số nguyên (ví dụ 2020)"
	case reflect.Float64:
		return "số, dấu thập phân là dấu chấm (ví dụ 4.5)"
	case reflect.Bool:
		return "true hoặc false"
	case reflect.Slice:
		return "danh sách (ví dụ [a, b])"
	case reflect.Map, reflect.Struct:
		return "nhóm khóa (ví dụ {nam-goc: 2015})"
	}
	return "chữ"
}

// check looks at values that have the right kind but make no sense.
func (s *settings) check(body ast.Node) error {
	if s.Form != formParty && s.Form != formAdministrative {
		return at(valueToken(body, "mau"), "mẫu %q không có; dùng %q (mẫu văn bản của Đảng) hoặc %q (mẫu hành chính)", s.Form, formParty, formAdministrative)
	}
	t := s.Term
	if t.Base < 1945 || t.Last <= t.Base || t.Next <= t.Last || t.Next > t.Base+60 {
		return at(valueToken(body, "nhiem-ky"), "nhiệm kỳ %d, %d, %d không hợp lệ; cần năm gốc < năm cuối < năm cuối kỳ tới", t.Base, t.Last, t.Next)
	}
	for _, name := range s.Annexes {
		if known := annex.Names(); !slices.Contains(known, name) {
			return at(valueToken(body, "phu-luc"), "không có phụ lục %q; các phụ lục: %s", name, strings.Join(known, ", "))
		}
	}
	if err := checkColumns(child(body, "cot"), t); err != nil {
		return err
	}
	if err := checkDates(child(body, "han")); err != nil {
		return err
	}
	if s.Date != "" {
		if _, err := parseDate(s.Date); err != nil {
			return at(valueToken(body, "ngay"), "%w", err)
		}
	}
	return nil
}

// checkDates tells the first value of the key "han", or of a unit below it,
// that is no day; node may be nil.
func checkDates(node ast.Node) error {
	for _, kv := range mapping(node) {
		if below := mapping(kv.Value); below != nil {
			if err := checkDates(kv.Value); err != nil {
				return err
			}
			continue
		}
		if v := kv.Value.GetToken(); kv.Value.Type() != ast.NullType {
			if _, err := parseDate(v.Value); err != nil {
				return at(v, "%w", err)
			}
		}
	}
	return nil
}

// checkUnits tells a unit of the key "han" that nothing else names: its days
// would be nobody's.
func (s *settings) checkUnits(known []string) *keyError {
	for _, unit := range slices.Sorted(maps.Keys(s.Due.Units)) {
		if slices.ContainsFunc(known, func(k string) bool { return analysis.SameUnit(k, unit) }) {
			continue
		}
		if near := nearestUnit(unit, known); near != "" {
			return wrongKey("han", unit, ": không có đơn vị %q; có phải là %q không?", unit, near)
		}
		return wrongKey("han", unit, ": không có đơn vị %q trong danh mục, trong khóa lay-y-kien hay trong bảng góp ý", unit)
	}
	return nil
}

// nearestUnit is nearest for names as people write them.
func nearestUnit(unit string, known []string) string {
	folded := make([]string, len(known))
	for i, k := range known {
		folded[i] = plain(k)
	}
	if i := slices.Index(folded, nearest(unit, folded)); i >= 0 {
		return known[i]
	}
	return ""
}

// checkColumns tells the first annex or column of the key "cot" that does not
// exist; node may be nil.
func checkColumns(node ast.Node, t termSettings) error {
	term := analysis.Term{Base: t.Base, Last: t.Last, Next: t.Next}
	for _, kv := range mapping(node) {
		name := kv.Key.String()
		known := annex.ColumnNames(name)
		if known == nil {
			return at(kv.Key.GetToken(), "không chọn được cột của phụ lục %q; các phụ lục chọn được cột: %s", name, strings.Join(chosenAnnexes(), ", "))
		}
		list, ok := kv.Value.(*ast.SequenceNode)
		if !ok {
			continue // told as a value of the wrong kind
		}
		for _, v := range list.Values {
			column := v.GetToken().Value
			year, err := strconv.Atoi(column)
			if !slices.Contains(known, column) && (err != nil || !annex.HasYear(name, term, year)) {
				return at(v.GetToken(), "phụ lục %q không có cột %q; các cột: %s, hoặc một năm (ví dụ %d)", name, column, strings.Join(known, ", "), t.Last)
			}
		}
	}
	return nil
}

// chosenAnnexes are the annexes whose columns may be chosen.
func chosenAnnexes() []string {
	return slices.DeleteFunc(annex.Names(), func(name string) bool { return annex.ColumnNames(name) == nil })
}

// checkNames tells fields and codes that the catalogue does not have: an annex
// would be missing, a comparison never made.
func (s *settings) checkNames(c analysis.Catalogue) *keyError {
	codes, fields := map[string]bool{}, []string(nil)
	for _, i := range c.Indicators {
		codes[i.Code] = true
		if i.Field != "" && !slices.Contains(fields, i.Field) {
			fields = append(fields, i.Field)
		}
	}
	for _, name := range s.Fields {
		if !slices.Contains(fields, name) {
			return wrongKey("linh-vuc", name, ": danh mục không có lĩnh vực %q; các lĩnh vực: %s", name, strings.Join(fields, ", "))
		}
	}
	for _, code := range slices.Sorted(maps.Keys(s.Comparisons)) {
		if !codes[code] {
			return wrongKey("so-sanh", code, ": danh mục không có mã chỉ tiêu %q (số thập phân ở đây viết dấu chấm, ví dụ {ASXH-HN-TYLE: 4.5})", code)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(s.Breaks)) {
		if !codes[code] {
			return wrongKey("ngat-chuoi", code, ": danh mục không có mã chỉ tiêu %q", code)
		}
	}
	return s.checkBook(codes, fields)
}

// child is the value of a key; nil if it is not there.
func child(body ast.Node, key string) ast.Node {
	for _, kv := range mapping(body) {
		if kv.Key.String() == key {
			return kv.Value
		}
	}
	return nil
}

// valueToken is where a key's value stands, else where the file begins.
func valueToken(body ast.Node, key string) *token.Token {
	if v := child(body, key); v != nil {
		return v.GetToken()
	}
	return body.GetToken()
}

// parseDate reads 2020-05-22 and 22/05/2020, and gives the former.
func parseDate(s string) (string, error) {
	for _, layout := range []string{time.DateOnly, "2/1/2006"} {
		if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil {
			return t.Format(time.DateOnly), nil
		}
	}
	return "", fmt.Errorf("ngày %q không hợp lệ; viết 2020-05-22 hoặc 22/05/2020", s)
}

// job is what the outputs say about the job and who prints them, with the borders
// of its places.
func (s *settings) job(borders string) analysis.Job {
	return analysis.Job{
		Organisation: s.Organisation,
		Draft:        analysis.DraftName(s.Draft),
		Fields:       s.Fields,
		Due:          s.due(),
		Asked:        s.Asked,
		Print: annex.Print{
			Superior: s.Superior, PlaceName: s.PlaceName, Congress: s.Congress, Document: s.Attached, Number: s.Number,
			Form: s.Form, Annexes: s.Annexes, Columns: s.Columns, Book: s.Book.book(), Map: borders,
		},
	}
}

// due are the deadlines; check has seen that all are days.
func (s *settings) due() analysis.Due {
	day := func(text string) string {
		iso, _ := parseDate(text)
		return iso
	}
	d := analysis.Due{Deadline: analysis.Deadline{Figures: day(s.Due.Figures), Comments: day(s.Due.Comments), Answers: day(s.Due.Answers)}}
	for _, unit := range slices.Sorted(maps.Keys(s.Due.Units)) {
		u := s.Due.Units[unit]
		d.Units = append(d.Units, analysis.UnitDeadline{Unit: unit, Deadline: analysis.Deadline{Figures: day(u.Figures), Comments: day(u.Comments), Answers: day(u.Answers)}})
	}
	return d
}

func (s *settings) term() analysis.Term {
	return analysis.Term{Base: s.Term.Base, Last: s.Term.Last, Next: s.Term.Next}
}

// yearWords is "2015-2020".
func (t termSettings) String() string {
	return strconv.Itoa(t.Base) + "-" + strconv.Itoa(t.Last)
}
