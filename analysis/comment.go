package analysis

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"tongket/analysis/claim"
	"tongket/analysis/register"
	"tongket/ingest"
	"tongket/ingest/words"
)

// A CommentState says what has become of a comment.
type CommentState string

const (
	Unhandled CommentState = "open"      // "chưa xử lý"
	Accepted  CommentState = "accepted"  // "tiếp thu"
	Explained CommentState = "explained" // "giải trình", "bảo lưu"
	Agreed    CommentState = "agreed"    // "nhất trí": a letter that asks for nothing
)

// A Comment is one row of the register of comments on the drafts ("góp ý vào
// dự thảo").
type Comment struct {
	Pos       ingest.Pos    `json:"pos"`                 // the cell of the comment's text
	By        string        `json:"by,omitempty"`        // "Người góp ý": a person or a body
	Date      string        `json:"date,omitempty"`      // 2020-03-12; "" = none, or none that can be read
	Draft     string        `json:"draft,omitempty"`     // the draft it was made on, as DraftName gives it
	Section   string        `json:"section,omitempty"`   // "Mục"
	Indicator string        `json:"indicator,omitempty"` // code; "" = none is named, or the catalogue does not have it
	Name      string        `json:"name,omitempty"`      // the indicator's name, or what the register says
	Place     string        `json:"place,omitempty"`     // the catalogue's name; "" = none is named
	Years     ingest.Period `json:"years,omitzero"`
	Text      string        `json:"text"`
	State     CommentState  `json:"state"`
	Partly    bool          `json:"partly,omitempty"` // "tiếp thu một phần"
	Answer    string        `json:"answer,omitempty"`
	Handler   string        `json:"handler,omitempty"` // "Đơn vị xử lý": who answers
	Due       string        `json:"due,omitempty"`     // 2020-04-25: its own date, before the job's
}

// commentColumns are the columns of a register, by the names that their headers
// have, those of the model of Nghị định 34/2016/NĐ-CP among them.
var commentColumns = register.Columns{
	"tt": "TT", "stt": "TT",
	"người góp ý": "Người góp ý", "đơn vị góp ý": "Người góp ý", "cơ quan góp ý": "Người góp ý", "chủ thể góp ý": "Người góp ý",
	"ý kiến của": "Người góp ý", "người, đơn vị góp ý": "Người góp ý", "người/đơn vị góp ý": "Người góp ý",
	"cơ quan, đơn vị": "Người góp ý", "cơ quan, đơn vị góp ý": "Người góp ý", "tổ chức, cá nhân góp ý": "Người góp ý", "chi bộ": "Người góp ý", "đơn vị": "Người góp ý",
	"ngày": "Ngày", "ngày góp ý": "Ngày", "ngày nhận": "Ngày", "thời gian": "Ngày",
	"dự thảo": "Dự thảo", "bản dự thảo": "Dự thảo", "dự thảo lần": "Dự thảo", "góp ý vào dự thảo": "Dự thảo",
	"mục": "Mục", "phần": "Mục", "phần, mục": "Mục", "mục, trang": "Mục", "vị trí": "Mục", "nhóm vấn đề": "Mục", "nhóm vấn đề hoặc điều, khoản": "Mục",
	"chỉ tiêu": "Chỉ tiêu", "mã chỉ tiêu": "Chỉ tiêu", "tên chỉ tiêu": "Chỉ tiêu",
	"địa bàn": "Địa bàn", "năm": "Năm",
	"nội dung góp ý": columnComment, "ý kiến góp ý": columnComment, "nội dung ý kiến": columnComment, "góp ý": columnComment, "nội dung": columnComment,
	"xử lý": columnState, "tiếp thu, giải trình": columnState, "tiếp thu/giải trình": columnState, "kết quả xử lý": columnState, "tình trạng": columnState, "trạng thái": columnState,
	"nội dung trả lời": columnAnswer, "trả lời": columnAnswer, "nội dung tiếp thu, giải trình": columnAnswer, "nội dung giải trình": columnAnswer,
	"đơn vị xử lý": "Đơn vị xử lý", "đơn vị trả lời": "Đơn vị xử lý", "người xử lý": "Đơn vị xử lý",
	"hạn": "Hạn", "hạn xử lý": "Hạn", "hạn trả lời": "Hạn", "thời hạn": "Hạn",
}

const (
	columnBy      = "Người góp ý"
	columnDay     = "Ngày"
	columnDraft   = "Dự thảo"
	columnComment = "Nội dung góp ý"
	columnState   = "Xử lý"
	columnAnswer  = "Nội dung trả lời"
)

// What a column of a register should hold: what a
// CodeComment finding.
const (
	wantHeader    = "header"    // no row holds the names of the columns
	wantPresent   = "present"   // a column that tells who, when or on which draft: the register has none
	wantShown     = "shown"     // a sheet that is not hidden: its comments are left out
	wantColumn    = "column"    // a column that a register does not have: it is left out
	wantText      = "text"      // the comment's text: the row is left out
	wantUnique    = "unique"    // a comment that no row above holds: it counts twice
	wantBy        = "by"        // who made it
	wantDate      = "date"      // a day
	wantDraft     = "draft"     // the draft it was made on
	wantIndicator = "indicator" // an indicator of the catalogue
	wantPlace     = "place"     // a place of the catalogue
	wantYears     = "years"     // a year or a period
	wantState     = "state"     // tiếp thu, giải trình or chưa xử lý
)

// commentStates are the texts that a state is told by, the longer before those
// that they begin with.
var commentStates = []struct {
	text  string
	state CommentState
}{
	{"đã tiếp thu", Accepted}, {"tiếp thu", Accepted}, {"nhất trí tiếp thu", Accepted}, {"thống nhất tiếp thu", Accepted},
	{"nhất trí với ý kiến", Accepted}, {"nhất trí với góp ý", Accepted}, {"thống nhất với ý kiến", Accepted}, {"thống nhất với góp ý", Accepted},
	{"không tiếp thu", Explained}, {"đã giải trình", Explained}, {"giải trình", Explained}, {"bảo lưu", Explained},
	{"giữ nguyên", Explained}, {"xin giữ nguyên", Explained}, {"đề nghị giữ nguyên", Explained},
	{"chưa xử lý", Unhandled}, {"đang xử lý", Unhandled}, {"chưa trả lời", Unhandled}, {"chưa", Unhandled},
	{"nhất trí", Agreed}, {"thống nhất", Agreed}, {"không có ý kiến", Agreed},
}

// partWords tell after an acceptance that it is one in part.
var partWords = []string{"một phần", "1 phần", "01 phần", "phần lớn", "có chọn lọc"}

// ParseComments reads a register of comments on the drafts from a sheet of the
// job (gop-y.csv or .xlsx). Its columns are found by their names, in any order;
// of them only "Nội dung góp ý" and one other must be there. A merged cell
// counts for every row that it covers. Indicators and places are those of cat.
//
// An empty "Xử lý" is "chưa xử lý", unless there is an answer. Where the column
// is missing the answer says it with its first words ("Tiếp thu, đã bổ sung").
//
// What cannot be read is a Finding with its cell and what was expected; only a
// row without a text is left out, any other is kept with what can be read.
func ParseComments(g *ingest.Grid, cat Catalogue) ([]Comment, []Finding) {
	list, ok := newListing(g, commentColumns, columnComment)
	if !ok {
		return nil, []Finding{commentFinding(ingest.Pos{File: g.File, Sheet: g.Sheet}, columnComment, "", wantHeader)}
	}
	var comments []Comment
	reader := commentReader{matcher: words.NewMatcher(cat.Vocabulary()), cat: cat}
	for _, f := range list.extraColumns() {
		f.Code = CodeComment
		reader.findings = append(reader.findings, f)
	}
	reader.findings = append(reader.findings, list.missingColumns()...)
	records := list.Records()
	list.Cover(records, columnComment)
	for _, r := range records {
		reader.r = record{r}
		if c, ok := reader.comment(); ok {
			comments = append(comments, c)
		}
	}
	return comments, append(reader.findings, repeated(comments)...)
}

// HiddenComments tells that the comments of a hidden sheet are left out; ok is
// false if it holds none.
func HiddenComments(g *ingest.Grid, cat Catalogue) (f Finding, ok bool) {
	comments, _ := ParseComments(g, cat)
	f = commentFinding(ingest.Pos{File: g.File, Sheet: g.Sheet}, columnComment, strconv.Itoa(len(comments)), wantShown)
	return f, len(comments) > 0
}

// repeated notes the comments that are what one above is, answer and state
// aside.
func repeated(comments []Comment) []Finding {
	var out []Finding
	type saying struct {
		commentKey
		indicator, place string
		years            ingest.Period
	}
	first := make(map[saying]ingest.Pos, len(comments))
	for i := range comments {
		c := &comments[i]
		key := saying{c.key(), cmp.Or(c.Indicator, fold(c.Name)), c.Place, c.Years}
		pos, twice := first[key]
		if !twice {
			first[key] = c.Pos
			continue
		}
		f := commentFinding(c.Pos, columnComment, c.Text, wantUnique)
		f.Severity, f.Related = Info, []ingest.Pos{pos}
		out = append(out, f)
	}
	return out
}

// missingColumns tells which of who, when and on which draft no row can say.
// Without the last nothing can be held against the draft.
func (l listing) missingColumns() []Finding {
	var out []Finding
	pos := l.Header(columnComment)
	for _, column := range []string{columnBy, columnDay, columnDraft} {
		if l.Has(column) {
			continue
		}
		f := commentFinding(pos, column, "", wantPresent)
		if column != columnDraft {
			f.Severity = Info
		}
		out = append(out, f)
	}
	return out
}

// A commentReader turns the records of a register into comments.
type commentReader struct {
	matcher  *words.Matcher
	cat      Catalogue
	r        record
	findings []Finding
}

// refuse raises what cannot be read of a column; near are the names that may
// be meant.
func (c *commentReader) refuse(column, want string, near ...string) {
	f := commentFinding(c.r.pos(column), column, c.r.get(column), want, near...)
	c.findings = append(c.findings, f)
}

func commentFinding(pos ingest.Pos, column, holds, want string, near ...string) Finding {
	return Finding{
		Severity: SeverityOf(CodeComment), Code: CodeComment, Pos: pos, Raw: holds,
		Claim: claim.Row{Column: column, Holds: holds, Want: want, Near: near},
	}
}

// comment reads one row; ok is false for one without a text.
func (c *commentReader) comment() (out Comment, ok bool) {
	r := c.r
	out = Comment{
		Pos: r.pos(columnComment), By: r.get(columnBy), Draft: DraftName(r.get(columnDraft)), Section: r.get("Mục"),
		Text: r.get(columnComment), Answer: r.get(columnAnswer), Handler: r.get("Đơn vị xử lý"),
	}
	if out.Text == "" {
		c.refuse(columnComment, wantText)
		return out, false
	}
	if out.By == "" && r.Has(columnBy) {
		c.refuse(columnBy, wantBy)
	}
	if out.Draft == "" && r.Has(columnDraft) {
		c.refuse(columnDraft, wantDraft)
	}
	if out.Date, ok = isoDate(r.get(columnDay)); (!ok || out.Date == "") && r.Has(columnDay) {
		c.refuse(columnDay, wantDate)
	}
	if out.Due, ok = isoDate(r.get("Hạn")); !ok {
		c.refuse("Hạn", wantDate)
	}
	c.about(&out)
	c.state(&out)
	return out, true
}

// about reads which figure a comment is about.
func (c *commentReader) about(out *Comment) {
	if out.Name = c.r.get("Chỉ tiêu"); out.Name != "" {
		code, near := c.matcher.Indicator(out.Name)
		if i, ok := indexByCode(c.cat.Indicators)[code]; ok {
			out.Indicator, out.Name = code, c.cat.Indicators[i].Name
		} else {
			c.refuse("Chỉ tiêu", wantIndicator, near...)
		}
	}
	if text := c.r.get("Địa bàn"); text != "" {
		var near []string
		if out.Place, near = c.matcher.Place(text); out.Place == "" {
			c.refuse("Địa bàn", wantPlace, near...)
		}
	}
	var ok bool
	if out.Years, ok = yearsOf(c.r.get("Năm")); !ok {
		c.refuse("Năm", wantYears)
	}
}

// state reads what has become of a comment. What follows the state in its cell
// ("Tiếp thu, đã bổ sung") is the answer if no other is given.
func (c *commentReader) state(out *Comment) {
	text, column := c.r.get(columnState), columnState
	if !c.r.Has(columnState) {
		text, column = out.Answer, columnAnswer
	}
	out.State = Unhandled
	if text == "" && out.Answer == "" {
		return
	}
	state, partly, answer, ok := stateOf(text)
	if !ok {
		c.refuse(column, wantState)
		return
	}
	out.State, out.Partly = state, partly
	if out.Answer == "" {
		out.Answer = answer
	}
}

// stateOf reads the state that a text begins with, and what it says besides:
// what follows a mark, or all of it where it goes on without one ("Đã tiếp thu và
// bổ sung"). ok is false for what may mean two states, as the column's own title
// "Tiếp thu, giải trình" and "Chưa tiếp thu" do.
func stateOf(text string) (state CommentState, partly bool, answer string, ok bool) {
	for _, s := range commentStates {
		rest, begins := cutWords(text, s.text)
		if !begins {
			continue
		}
		for _, words := range partWords {
			if more, of := cutWords(strings.TrimLeft(rest, stateMarks), words); of && s.state == Accepted {
				rest, partly = more, true
				break
			}
		}
		answer = strings.TrimLeft(rest, stateMarks)
		goesOn := answer != "" && strings.TrimLeft(rest, " ") == answer
		switch {
		case s.state == Agreed && answer != "" && !strings.HasPrefix(answer, "với "),
			s.text == "chưa" && goesOn,
			s.state == Accepted && (fold(answer) == "giải trình" || fold(answer) == "và giải trình"):
			return Unhandled, false, "", false
		case goesOn:
			answer = text
		case !strings.Contains(answer, "("):
			answer = strings.TrimSuffix(answer, ")")
		}
		return s.state, partly, strings.TrimSpace(answer), true
	}
	return Unhandled, false, "", false
}

// stateMarks stand between a state and what is said besides.
const stateMarks = " .,;:-–()"

// cutWords takes words off the beginning of a text, whatever their capitals; ok
// is false if the text begins otherwise or in the midst of a word.
func cutWords(text, words string) (rest string, ok bool) {
	t, w := []rune(text), []rune(words)
	if len(t) < len(w) || fold(string(t[:len(w)])) != words {
		return "", false
	}
	rest = string(t[len(w):])
	return rest, rest == "" || strings.TrimLeft(rest, stateMarks) != rest
}

var (
	draftNumber = regexp.MustCompile(`^(?:(?:bản )?dự thảo|dt)? ?(?:lần|số)? ?(?:thứ)? ?0*(\d{1,4})$`)
	draftWord   = regexp.MustCompile(`^(?:(?:bản )?dự thảo )?lần (?:thứ )?(\pL+)$`)
	draftDay    = regexp.MustCompile(`[ ,(]+(?:ngày )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\)?$`)
)

// draftWords are numbers of drafts in words and in Roman figures.
var draftWords = map[string]int{
	"đầu": 1, "nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
	"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9,
}

// DraftName is how a draft is named wherever it is told: "Dự thảo lần 2" for
// "2", "lần 2", "DT2", "dự thảo lần thứ hai" and "Dự thảo lần 2 (15/4)"; any
// other text as it is.
func DraftName(text string) string {
	if n := numberOfDraft(text); n > 0 {
		return "Dự thảo lần " + strconv.Itoa(n)
	}
	return strings.Join(strings.Fields(text), " ")
}

// numberOfDraft is the number in the name of a draft; 0 if it has another name.
func numberOfDraft(text string) int {
	folded := fold(text)
	folded = strings.TrimSuffix(folded, draftDay.FindString(folded))
	if m := draftNumber.FindStringSubmatch(folded); m != nil {
		n, _ := strconv.Atoi(m[1])
		return n
	}
	if m := draftWord.FindStringSubmatch(folded); m != nil {
		return draftWords[m[1]]
	}
	return 0
}

var (
	dateInWords = regexp.MustCompile(`^(\d{1,2}) tháng (\d{1,2}) năm (\d{4})$`)
	timeOfDay   = regexp.MustCompile(`[ t]\d{1,2}[:h]\d{2}[\d:.]*z?$`)
)

// isoDate reads a day as people write it, the day before the month, with or
// without the time; ok is false for what is none, and an empty text is no day.
func isoDate(text string) (iso string, ok bool) {
	text = strings.TrimSpace(strings.TrimPrefix(fold(text), "ngày"))
	text = strings.TrimSuffix(text, timeOfDay.FindString(text))
	if text == "" {
		return "", true
	}
	if m := dateInWords.FindStringSubmatch(text); m != nil {
		text = m[1] + "/" + m[2] + "/" + m[3]
	}
	for _, layout := range []string{time.DateOnly, "2/1/2006", "2-1-2006", "2.1.2006", "2/1/06", "2.1.06", "2-1-06"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Format(time.DateOnly), true
		}
	}
	return "", false
}

var yearSpan = regexp.MustCompile(`^(?:ước |th |ước th )?(?:năm |giai đoạn )?(\d{4})(?: ?[-–] ?(\d{4}))?$`)

// yearsOf reads a year or a period; an empty text is none.
func yearsOf(text string) (p ingest.Period, ok bool) {
	if text == "" {
		return p, true
	}
	m := yearSpan.FindStringSubmatch(fold(text))
	if m == nil {
		return p, false
	}
	p.From, _ = strconv.Atoi(m[1])
	p.To = p.From
	if m[2] != "" {
		p.To, _ = strconv.Atoi(m[2])
	}
	if p.From > p.To {
		return ingest.Period{}, false
	}
	return p, true
}

// nameComments lets comments name indicators that only the sheets know, by
// their label. It returns the findings without those on them. The comments of
// the options are left as they are.
func nameComments(r *Review, findings []Finding) []Finding {
	labels := make(map[string][]int) // unknown indicators by their folded name
	for i := range r.Indicators {
		if x := &r.Indicators[i]; x.Unknown {
			labels[fold(x.Name)] = append(labels[fold(x.Name)], i)
		}
	}
	if len(labels) == 0 {
		return findings
	}
	r.Comments = slices.Clone(r.Comments)
	for i := range r.Comments {
		c := &r.Comments[i]
		found := labels[fold(c.Name)]
		if c.Indicator != "" || len(found) != 1 {
			continue
		}
		c.Indicator, c.Name = r.Indicators[found[0]].Code, r.Indicators[found[0]].Name
		findings = slices.DeleteFunc(slices.Clone(findings), func(f Finding) bool {
			return f.Code == CodeComment && f.wants() == wantIndicator && f.Pos.Row == c.Pos.Row && sheetOf(f.Pos) == sheetOf(c.Pos)
		})
	}
	return findings
}
