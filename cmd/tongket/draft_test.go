package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestDraftFolder(t *testing.T) {
	tests := []struct{ name, want string }{
		{"Dự thảo lần 2", "du-thao-lan-2"},
		{norm.NFD.String("Dự thảo lần 2"), "du-thao-lan-2"},
		{"  DỰ THẢO   LẦN 2 ", "du-thao-lan-2"},
		{"2", "du-thao-lan-2"},
		{" 2 ", "du-thao-lan-2"},
		{"02", "du-thao-lan-2"},
		{"lần 2", "du-thao-lan-2"},
		{"Lần thứ 2", "du-thao-lan-2"},
		{"DT2", "du-thao-lan-2"},
		{"２", "du-thao-lan-2"}, // full-width
		{"du-thao-lan-2", "du-thao-lan-2"},
		{"Bản gửi Đảng ủy Khối (15/5/2020)", "ban-gui-dang-uy-khoi-15-5-2020"},
		{"../../etc/passwd", "etc-passwd"},
		{`C:\Windows`, "c-windows"},
		{"CON", "ban-con"},
		{"lpt1.", "ban-lpt1"},
		{"aux.txt", "aux-txt"},
	}
	for _, tt := range tests {
		if got := draftFolder(tt.name); got != tt.want {
			t.Errorf("draftFolder(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Names that letters of ASCII can't tell apart have folders of their own.
func TestDraftFolderApart(t *testing.T) {
	long := strings.Repeat("bản dự thảo rất dài ", 10)
	names := []string{"草案", "文件", "草案 2", "文件 2", "2 草案", "…", "..", "", long, long + "a", strings.Repeat("1", 55)}
	seen := map[string]string{}
	for _, name := range names {
		folder := draftFolder(name)
		if other, ok := seen[folder]; ok {
			t.Errorf("%q and %q share the folder %q", name, other, folder)
		}
		seen[folder] = name
	}
}

func FuzzDraftFolder(f *testing.F) {
	for _, s := range []string{"Dự thảo lần 2", "2", "", "草案", "../..", "CON", strings.Repeat("x", 300), "İ", "ß", "½", "a--b", strings.Repeat("1", 55)} {
		f.Add(s)
	}
	form := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	f.Fuzz(func(t *testing.T, name string) {
		folder := draftFolder(name)
		if !form.MatchString(folder) || len(folder) > longestFolder || deviceName.MatchString(folder) || !filepath.IsLocal(folder) {
			t.Errorf("draftFolder(%q) = %q is no safe name", name, folder)
		}
		if again := draftFolder(folder); again != folder {
			t.Errorf("draftFolder(%q) = %q, whose folder is %q", name, folder, again)
		}
	})
}

// TestNamesStream: a colon behind the letter of a drive is no stream, any other one is.
func TestNamesStream(t *testing.T) {
	for path, want := range map[string]bool{
		`ket-qua`: false, `C:\bieu\ket-qua`: false, `d:ket-qua`: false, `D:/bieu/ket-qua`: false, `\\?\C:\bieu`: false, `\\may\chung\ket-qua`: false, `..\ket-qua`: false, ``: false,
		`j\a.csv:kq`: true, `a.csv:kq`: true, `C:\j\a.csv:kq`: true, `C:/j/a.csv:kq:$DATA`: true, `C:a.csv:kq`: true, `\\?\C:\a.csv:kq`: true, `//may/chung/a:b`: true, `ketqua::$DATA`: true,
	} {
		if got := namesStream(path); got != want {
			t.Errorf("%s: a stream %v, want %v", path, got, want)
		}
	}
}
