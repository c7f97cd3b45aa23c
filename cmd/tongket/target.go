package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/gofrs/flock"
	"golang.org/x/sync/errgroup"

	"tongket/analysis"
	"tongket/ingest/book"
	"tongket/report"
)

// A target is the folder that outputs are published in. It is locked from
// openTarget to close, and only ever replaced as a whole: outputs are written
// into a folder beside it and swapped in.
type target struct {
	dir    string
	draft  string // the folder in it that keeps a copy of the outputs; "" = none
	lock   *flock.Flock
	old    *analysis.Manifest // of what is published there now; nil if nothing is
	owner  string             // the organisation that its Review names
	noting sync.Mutex
	notes  []string // what could not be kept or removed
}

func (t *target) note(format string, args ...any) {
	t.noting.Lock()
	defer t.noting.Unlock()
	t.notes = append(t.notes, fmt.Sprintf(format, args...))
}

// undrawn notes a chart that could not be drawn.
func (t *target) undrawn(title string, err error) {
	t.note("không vẽ được biểu đồ “%s” (%v); bản in có khung số liệu thay vào, hãy gửi các tệp của công việc cho người viết chương trình", title, err)
}

// openTarget locks dir and reads the manifest of what is published in it; draft
// names the draft that is to be kept, "" none. A folder that holds
// anything that was not made by a run is refused: it would be replaced. A link
// to a folder stays a link: the folder that it leads to is replaced.
func openTarget(dir, draft string) (*target, error) {
	if err := errors.Join(unfitName(dir, runtime.GOOS), missingShare(dir)); err != nil {
		return nil, err
	}
	if real, err := realPath(dir); err == nil {
		dir = real
	}
	t := &target{dir: filepath.Clean(dir)}
	if draft != "" {
		t.draft = draftFolder(draft)
	}
	parent := filepath.Dir(t.dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, fmt.Errorf("không tạo được thư mục %s: %w", parent, reason(err))
	}
	for _, d := range []string{parent, t.dir} {
		if err := writable(d); err != nil {
			return nil, err
		}
	}
	if err := t.takeLock(parent); err != nil {
		return nil, err
	}
	leaveBehind(t.unlock)
	t.recover()
	if err := t.readOld(); err != nil {
		t.close()
		return nil, err
	}
	return t, nil
}

// stagingPrefix begins the names of the folders beside the target that runs
// write into, its own and no other target's.
func (t *target) stagingPrefix() string { return "." + filepath.Base(t.dir) + ".tam-" }

// writable tells a folder that nobody may write to before any work is done.
// Windows' read-only flag means nothing for a folder.
func writable(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("không mở được %s: %w", dir, reason(err))
	case !info.IsDir():
		return fmt.Errorf("%s là một tệp, không phải thư mục; hãy chọn thư mục khác bằng -o", dir)
	case runtime.GOOS != "windows" && info.Mode().Perm()&0o200 == 0:
		return fmt.Errorf("thư mục %s chỉ cho đọc, không ghi được kết quả; hãy cấp quyền ghi hoặc chọn thư mục khác bằng -o", dir)
	}
	return nil
}

func (t *target) readOld() error {
	entries, err := os.ReadDir(t.dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("không mở được %s: %w", t.dir, reason(err))
	}
	none := fmt.Errorf("thư mục %s đã có tệp khác và không phải là kết quả của tongket; hãy chọn thư mục trống hoặc thư mục mới bằng -o", t.dir)
	f, err := openOwn(filepath.Join(t.dir, report.ReviewName))
	if err != nil {
		return none
	}
	defer f.Close()
	var ours bool
	if t.owner, ours = whose(f); !ours {
		return none
	}
	if info, err := f.Stat(); err == nil {
		if m, err := analysis.DecodeManifest(f, info.Size()); err == nil {
			t.old = m
		}
	}
	return nil
}

// whose is the organisation that a Review names at its beginning. ok is false
// for what is no Review: others have files named tongket.json too.
func whose(r io.Reader) (organisation string, ok bool) {
	d := json.NewDecoder(r)
	for _, want := range []any{json.Delim('{'), "schema", nil, "job"} {
		if got, err := d.Token(); err != nil || want != nil && got != want {
			return "", false
		}
	}
	var about struct {
		Organisation string `json:"organisation"`
	}
	return about.Organisation, d.Decode(&about) == nil
}

// anothers is an error if what is published is not the results of this job: it
// has none of their inputs, or only their names in another organisation. One
// who types another folder may have mistaken it.
func (t *target) anothers(organisation string, inputs []analysis.FileSum) error {
	if t.old == nil || len(t.old.Inputs) == 0 {
		return nil
	}
	sums, names := map[string]bool{"": false}, map[string]bool{}
	for _, f := range inputs {
		sums[f.SHA256], names[f.Name] = f.SHA256 != "", true
	}
	isOurs := func(f analysis.FileSum) bool {
		return sums[f.SHA256] || names[f.Name] && f.Name != settingsName && t.owner == organisation
	}
	if slices.ContainsFunc(t.old.Inputs, isOurs) {
		return nil
	}
	var theirs []string
	for _, f := range t.old.Inputs {
		theirs = append(theirs, f.Name)
	}
	whose := someNames(theirs)
	if t.owner != "" {
		whose = t.owner + "; " + whose
	}
	return fmt.Errorf("thư mục %s đang giữ kết quả của công việc khác (%s); hãy chọn thư mục khác bằng -o, hoặc xóa thư mục ấy nếu không dùng nữa", t.dir, whose)
}

// unfitName is an error if Windows has no file or folder of that path: a name with a sign
// that it keeps for itself, as in "kq:ẩn", the alternate stream of a file, one that ends
// with a dot or a space, or that of a device. Other systems take every name.
func unfitName(path, system string) error {
	if system != "windows" {
		return nil
	}
	rest := strings.TrimPrefix(strings.ReplaceAll(path, `\`, "/"), "//?/")
	if len(rest) > 1 && rest[1] == ':' { // the drive
		rest = rest[2:]
	}
	for name := range strings.SplitSeq(rest, "/") {
		if name == "" || strings.Trim(name, ".") == "" {
			continue
		}
		if at := strings.IndexFunc(name, func(r rune) bool { return r < ' ' || strings.ContainsRune(`<>:"|?*`, r) }); at >= 0 {
			return usage(fmt.Errorf("tên “%s” trong đường dẫn %s có ký tự “%c” mà Windows không cho dùng; hãy chọn tên khác", name, path, name[at]))
		}
		device, _, _ := strings.Cut(strings.ToLower(name), ".")
		switch {
		case strings.TrimRight(name, " .") != name:
			return usage(fmt.Errorf("tên “%s” trong đường dẫn %s kết thúc bằng dấu chấm hoặc dấu cách mà Windows không giữ; hãy chọn tên khác", name, path))
		case deviceName.MatchString(strings.TrimRight(device, " ")):
			return usage(fmt.Errorf("“%s” trong đường dẫn %s là tên thiết bị của Windows; hãy chọn tên khác", name, path))
		}
	}
	return nil
}

// missingShare is an error if a link on the way to the folder leads to nothing:
// a share is not connected, and no folder on this disk may take its place.
func missingShare(dir string) error {
	for path := filepath.Clean(dir); ; path = filepath.Dir(path) {
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if exists(path) {
			leads, err := os.Readlink(path)
			if err != nil {
				leads = "nơi khác"
			}
			return fmt.Errorf("%s là liên kết tới %s, hiện không có; hãy nối lại ổ mạng ấy rồi chạy lại", path, leads)
		}
		if path == filepath.Dir(path) {
			return nil
		}
	}
}

// recover ends what a run that was cut off left beside the target: outputs
// that were whole but not yet in their place go there, all else is removed.
func (t *target) recover() {
	parent := filepath.Dir(t.dir)
	entries, err := os.ReadDir(parent)
	if err != nil {
		return
	}
	for _, e := range entries {
		if staging := filepath.Join(parent, e.Name()); e.IsDir() && t.isStaging(staging) {
			t.discard(staging)
		}
	}
}

// isStaging reports whether a folder is one that runs write into: by its name,
// and by what is in it.
func (t *target) isStaging(dir string) bool {
	number, ok := strings.CutPrefix(filepath.Base(dir), t.stagingPrefix())
	if !ok || !bareNumber.MatchString(number) {
		return false
	}
	entries, err := os.ReadDir(dir)
	return err == nil && !slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		return !e.IsDir() || e.Name() != freshName && e.Name() != asideName
	})
}

// discard removes a staging folder, unless the target is gone and only the
// folder has it.
func (t *target) discard(staging string) {
	if _, err := os.Lstat(t.dir); errors.Is(err, fs.ErrNotExist) && isFolder(filepath.Join(staging, asideName)) {
		if err := move(filepath.Join(staging, freshName), t.dir); err != nil {
			return
		}
	}
	if err := removeAll(staging); err != nil { // another try comes with the next run
		t.note("không xóa được thư mục tạm %s: %v; hãy tự xóa thư mục ấy", staging, reason(err))
	}
}

// In a staging folder: the new outputs, and the old ones once they have made
// way, which they do only when the new ones are whole.
const (
	freshName = "moi"
	asideName = "cu"
)

func isFolder(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.IsDir()
}

// unchanged tells whether the published outputs are whole and were made from
// the same inputs with the same options, and the draft that is to be kept is.
func (t *target) unchanged(now analysis.Manifest) bool {
	if t.old == nil {
		return false
	}
	if t.old.Version != now.Version || !slices.Equal(t.old.Inputs, now.Inputs) || !maps.Equal(t.old.Options, now.Options) {
		return false
	}
	folders := []string{t.dir}
	if t.draft != "" {
		folders = append(folders, filepath.Join(t.dir, draftsFolder, t.draft))
	}
	g := new(errgroup.Group)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, dir := range folders {
		for _, f := range t.old.Outputs {
			g.Go(func() error { return hasSum(filepath.Join(dir, filepath.FromSlash(f.Name)), f.SHA256) })
		}
	}
	return g.Wait() == nil
}

// hasSum is an error unless the file is there and has that SHA-256.
func hasSum(path, want string) error {
	sum, err := book.SumFile(context.Background(), path)
	if err == nil && sum != want {
		err = errors.New("changed")
	}
	return err
}

// fill lets write put the outputs into a folder beside the target and, if it
// succeeds, swaps that folder in. Files that somebody else put into the target,
// and the drafts kept before, are carried over.
func (t *target) fill(ctx context.Context, write func(dir string) error) error {
	staging, err := os.MkdirTemp(filepath.Dir(t.dir), t.stagingPrefix()+"*")
	if err != nil {
		return fmt.Errorf("không ghi được vào %s: %w", filepath.Dir(t.dir), reason(err))
	}
	leaveBehind(func() { t.discard(staging); t.unlock() })
	defer func() {
		leaveBehind(t.unlock)
		t.discard(staging)
	}()
	fresh := filepath.Join(staging, freshName)
	if err := os.Mkdir(fresh, 0o755); err != nil {
		return fmt.Errorf("không ghi được vào %s: %w", staging, reason(err))
	}
	if isFolder(t.dir) {
		_ = takeAfter(fresh, t.dir) // what is made in it inherits
	}
	if err := write(fresh); err != nil {
		return fmt.Errorf("không ghi được kết quả, bản cũ giữ nguyên: %w", reason(err))
	}
	t.dress(fresh)
	settled, err := t.keepDraft(fresh)
	if err != nil {
		return fmt.Errorf("không lưu được bản dự thảo, bản cũ giữ nguyên: %w", reason(err))
	}
	if err := t.keepForeign(t.dir, fresh, settled); err != nil {
		return fmt.Errorf("không giữ lại được tệp thêm trong %s, bản cũ giữ nguyên: %w", t.dir, reason(err))
	}
	syncFolder(fresh)
	return t.publish(ctx, fresh, filepath.Join(staging, asideName))
}

// publish puts fresh in the place of the target, unless ctx is done.
func (t *target) publish(ctx context.Context, fresh, aside string) error {
	publishing.Lock()
	defer publishing.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	defer syncFolder(filepath.Dir(t.dir))
	return t.swap(fresh, aside)
}

// syncFolder puts the names in a folder on the disk, where the system can: a
// power cut must not find the new outputs in their place and empty.
func syncFolder(dir string) {
	if f, err := os.Open(dir); err == nil {
		f.Sync()
		f.Close()
	}
}

// keepDraft copies the outputs in fresh into the folder of the draft. What that
// folder held before, if it is another run, stays beside it as draft~1,
// draft~2, …: it may have been sent out. settled is then the folder that it was
// in, else "".
func (t *target) keepDraft(fresh string) (settled string, err error) {
	if t.draft == "" {
		return "", nil
	}
	kept := filepath.Join(fresh, draftsFolder, t.draft)
	err = eachFile(fresh, func(rel string, _ fs.DirEntry) error {
		return copyFile(filepath.Join(fresh, rel), filepath.Join(kept, rel))
	})
	if err != nil {
		return "", err
	}
	before := filepath.Join(t.dir, draftsFolder, t.draft)
	sum, err := book.SumFile(context.Background(), filepath.Join(before, report.ReviewName))
	if err != nil || hasSum(filepath.Join(kept, report.ReviewName), sum) == nil {
		return "", nil
	}
	aside := ""
	for n := 1; aside == "" || exists(filepath.Join(t.dir, draftsFolder, aside)); n++ {
		aside = earlierFolder(t.draft, n)
	}
	return before, eachFile(before, func(rel string, d fs.DirEntry) error {
		to := filepath.Join(fresh, draftsFolder, aside, rel)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return carry(filepath.Join(before, rel), to, d)
	})
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// eachFile calls do for every file below dir, by its path from dir. There is
// none if dir is not there.
func eachFile(dir string, do func(rel string, d fs.DirEntry) error) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		return do(rel, d)
	})
}

// swap puts fresh in the place of the target, which goes to aside: at once
// where the system can exchange two folders, else in two steps, between which
// a run that is cut off leaves the next one to end it. If the target cannot be
// moved, it stays as it was. What somebody saved in the old folder at the last
// moment comes over.
func (t *target) swap(fresh, aside string) error {
	old, err := t.exchange(fresh, aside)
	if err == nil && old != "" {
		if late := t.keepForeign(old, t.dir, filepath.Join(old, draftsFolder)); late != nil {
			t.note("không giữ lại được tệp thêm trong %s: %v", t.dir, reason(late))
		}
	}
	return err
}

// exchange is swap without what came late; old is where the old folder is now,
// "" if there was none.
func (t *target) exchange(fresh, aside string) (old string, err error) {
	if exists(t.dir) && exchange(fresh, t.dir) == nil {
		return fresh, nil
	}
	moved := move(t.dir, aside)
	switch err := moved; {
	case errors.Is(err, fs.ErrNotExist):
		aside = ""
	case unmovable(err):
		return "", fmt.Errorf("không thay được %s (có tệp đang mở trong Excel, Word hay trình đọc PDF?); hãy đóng lại rồi chạy lại: %w", t.dir, reason(err))
	case err != nil:
		return "", fmt.Errorf("không thay được %s, bản cũ giữ nguyên: %w", t.dir, reason(err))
	}
	err = move(fresh, t.dir)
	if err == nil {
		return aside, nil
	}
	if moved == nil {
		if back := move(aside, t.dir); back != nil {
			return "", fmt.Errorf("không ghi được %s; bản cũ đang ở %s: %w", t.dir, aside, reason(err))
		}
	}
	return "", fmt.Errorf("không ghi được %s, bản cũ giữ nguyên: %w", t.dir, reason(err))
}
