package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"
	"golang.org/x/sync/errgroup"

	"tongket/analysis"
	"tongket/ingest/book"
	"tongket/report"
	"tongket/report/vi"
)

// A target is the folder that outputs are published in. It is locked from
// openTarget to close, and only ever replaced as a whole: outputs are written
// into a folder beside it and swapped in.
type target struct {
	dir   string
	draft string // the folder in it that keeps a copy of the outputs; "" = none
	lock  *flock.Flock
	old   *analysis.Manifest // of what is published there now; nil if nothing is
}

// openTarget locks dir and reads the manifest of what is published in it; draft
// names the draft that is to be kept, "" none. A folder that holds
// anything that was not made by a run is refused: it would be replaced. A link
// to a folder stays a link: the folder that it leads to is replaced.
func openTarget(dir, draft string) (*target, error) {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
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
	t.recover()
	if err := t.readOld(); err != nil {
		t.close()
		return nil, err
	}
	return t, nil
}

// takeLock locks the target. The lock's file is removed with the lock, so one
// that was got on a file that is not there any more is none: another run may
// have made a new one.
func (t *target) takeLock(parent string) error {
	for {
		t.lock = flock.New(filepath.Join(parent, "."+filepath.Base(t.dir)+".lock"))
		locked, err := t.lock.TryLock()
		if err != nil {
			return fmt.Errorf("không ghi được vào %s: %w", parent, reason(err))
		}
		if !locked {
			return fmt.Errorf("một lần chạy khác%s đang ghi vào %s; hãy đợi lần ấy xong rồi chạy lại", t.holder(), t.dir)
		}
		held, err1 := t.lock.Stat()
		there, err2 := os.Stat(t.lock.Path())
		if err1 == nil && err2 == nil && os.SameFile(held, there) {
			t.signLock()
			return nil
		}
		t.lock.Unlock()
		if err1 != nil || err2 != nil && !errors.Is(err2, fs.ErrNotExist) {
			return fmt.Errorf("không ghi được vào %s: %w", parent, reason(errors.Join(err1, err2)))
		}
	}
}

// holderPath is the file in which a run says who it is: the lock's own file
// cannot be read on every system while it is locked.
func (t *target) holderPath() string {
	return strings.TrimSuffix(t.lock.Path(), ".lock") + ".dang-chay"
}

// signLock says who holds the lock. Without it the lock holds all the same.
func (t *target) signLock() {
	host, _ := os.Hostname()
	who := fmt.Sprintf("tiến trình %d", os.Getpid())
	if host != "" {
		who += " trên máy " + host
	}
	who += ", từ " + time.Now().Format("15:04 ngày 2/1/2006")
	os.WriteFile(t.holderPath(), []byte(who), 0o644)
}

// holder is " (tiến trình 4711 trên máy …)", as the run that holds the lock
// signed it; "" if it did not.
func (t *target) holder() string {
	who, err := os.ReadFile(t.holderPath())
	if err != nil || len(who) == 0 || len(who) > 300 {
		return ""
	}
	return " (" + vi.Folded(string(who)) + ")"
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
	f, err := os.Open(filepath.Join(t.dir, report.ReviewName))
	if err != nil {
		return fmt.Errorf("thư mục %s đã có tệp khác và không phải là kết quả của tongket; hãy chọn thư mục trống hoặc thư mục mới bằng -o", t.dir)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil {
		if m, err := analysis.DecodeManifest(f, info.Size()); err == nil {
			t.old = m
		}
	}
	return nil
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
		if !strings.HasPrefix(e.Name(), t.stagingPrefix()) {
			continue
		}
		t.discard(filepath.Join(parent, e.Name()))
	}
}

// discard removes a staging folder, unless the target is gone and only the
// folder has it.
func (t *target) discard(staging string) {
	if _, err := os.Lstat(t.dir); errors.Is(err, fs.ErrNotExist) && isFolder(filepath.Join(staging, asideName)) {
		if err := move(filepath.Join(staging, freshName), t.dir); err != nil {
			return
		}
	}
	os.RemoveAll(staging) // of no use to anyone; another try comes with the next run
}

// In a staging folder: the new outputs, and the old ones once they have made
// way, which they do only when the new ones are whole.
const (
	freshName = "moi"
	asideName = "cu"
)

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// close gives the lock back. Its file goes first, while nobody else can have
// it; where an open file cannot be removed, it goes after.
func (t *target) close() {
	os.Remove(t.holderPath())
	err := os.Remove(t.lock.Path())
	t.lock.Unlock()
	if err != nil {
		os.Remove(t.lock.Path())
	}
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
	sum, err := book.SumFile(path)
	if err == nil && sum != want {
		err = errors.New("changed")
	}
	return err
}

// fill lets write put the outputs into a folder beside the target and, if it
// succeeds, swaps that folder in. Files that somebody else put into the target,
// and the drafts kept before, are carried over.
func (t *target) fill(write func(dir string) error) error {
	staging, err := os.MkdirTemp(filepath.Dir(t.dir), t.stagingPrefix()+"*")
	if err != nil {
		return fmt.Errorf("không ghi được vào %s: %w", filepath.Dir(t.dir), reason(err))
	}
	defer t.discard(staging)
	fresh := filepath.Join(staging, freshName)
	if err := os.Mkdir(fresh, 0o755); err != nil {
		return fmt.Errorf("không ghi được vào %s: %w", staging, reason(err))
	}
	if err := write(fresh); err != nil {
		return fmt.Errorf("không ghi được kết quả, bản cũ giữ nguyên: %w", reason(err))
	}
	settled, err := t.keepDraft(fresh)
	if err != nil {
		return fmt.Errorf("không lưu được bản dự thảo, bản cũ giữ nguyên: %w", reason(err))
	}
	if err := t.keepForeign(fresh, settled); err != nil {
		return fmt.Errorf("không giữ lại được tệp thêm trong %s, bản cũ giữ nguyên: %w", t.dir, reason(err))
	}
	syncFolder(fresh)
	defer syncFolder(filepath.Dir(t.dir))
	return t.swap(fresh, filepath.Join(staging, asideName))
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
	sum, err := book.SumFile(filepath.Join(before, report.ReviewName))
	if err != nil || hasSum(filepath.Join(kept, report.ReviewName), sum) == nil {
		return "", nil
	}
	aside := ""
	for n := 1; aside == "" || exists(filepath.Join(t.dir, draftsFolder, aside)); n++ {
		aside = earlierFolder(t.draft, n)
	}
	return before, eachFile(before, func(rel string, d fs.DirEntry) error {
		return carry(filepath.Join(before, rel), filepath.Join(fresh, draftsFolder, aside, rel), d)
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
// moved, it stays as it was.
func (t *target) swap(fresh, aside string) error {
	if exists(t.dir) && exchange(fresh, t.dir) == nil {
		return nil
	}
	moved := move(t.dir, aside)
	if err := moved; err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("không thay được %s (có tệp đang mở trong Excel, Word hay trình đọc PDF?); hãy đóng lại rồi chạy lại: %w", t.dir, reason(err))
	}
	err := move(fresh, t.dir)
	if err == nil {
		return nil
	}
	if moved == nil {
		if back := move(aside, t.dir); back != nil {
			return fmt.Errorf("không ghi được %s; bản cũ đang ở %s: %w", t.dir, aside, reason(err))
		}
	}
	return fmt.Errorf("không ghi được %s, bản cũ giữ nguyên: %w", t.dir, reason(err))
}

// keepForeign carries the files of the target that no run made over to fresh,
// unless fresh has the name now or they lie in the folder settled.
func (t *target) keepForeign(fresh, settled string) error {
	made := map[string]bool{report.ReviewName: true}
	if t.old != nil {
		for _, f := range t.old.Outputs {
			made[f.Name] = true
		}
	}
	return eachFile(t.dir, func(rel string, d fs.DirEntry) error {
		from, to := filepath.Join(t.dir, rel), filepath.Join(fresh, rel)
		if settled != "" && strings.HasPrefix(from, settled+string(filepath.Separator)) {
			return nil
		}
		if made[filepath.ToSlash(rel)] || hiddenName(d.Name()) || exists(to) {
			return nil
		}
		return carry(from, to, d)
	})
}

// carry gives a file a second name, or copies it where that cannot be. A link
// stays as it is, wherever it leads; what is neither is left.
func carry(from, to string, d fs.DirEntry) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	switch {
	case d.Type()&fs.ModeSymlink != 0:
		leads, err := os.Readlink(from)
		if err != nil {
			return err
		}
		return os.Symlink(leads, to)
	case !d.Type().IsRegular():
		return nil
	}
	if os.Link(from, to) == nil {
		return nil
	}
	return copyFile(from, to)
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}
