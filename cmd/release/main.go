// Command release builds what is handed out: for every system one static
// binary in an archive, with the manual, the examples of schedules, the
// licences of all that is linked or embedded and a bill of materials, and the
// checksums of it all.
//
// Usage:
//
//	go run ./cmd/release -o DIR [-target windows/amd64,linux/amd64] [-verify]
//
// It is run at the top of the source. The same source gives the same bytes on
// any machine: with -verify all is built a second time, from a copy of the
// source in another folder and without what the compiler has cached, and
// compared. The toolchain is the one that go.mod names.
package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
)

// targets are the systems that a release serves.
var targets = []target{
	{"windows", "amd64"},
	{"linux", "amd64"},
	{"linux", "arm64"},
	{"darwin", "amd64"},
	{"darwin", "arm64"},
}

func main() {
	out := flag.String("o", "", "write the release into this `folder`, which must be empty or new")
	only := flag.String("target", "", "build only these `systems`, such as windows/amd64,linux/arm64")
	verify := flag.Bool("verify", false, "build twice and compare")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *out, *only, *verify); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out, only string, verify bool) error {
	chosen, err := choose(only)
	if err != nil {
		return err
	}
	if err := emptyFolder(out); err != nil {
		return err
	}
	first, err := newBuilder(".", "")
	if err != nil {
		return err
	}
	if err := first.release(ctx, out, chosen); err != nil {
		return err
	}
	if !verify {
		return nil
	}
	return again(ctx, out, chosen)
}

// again builds from a copy of the source with an empty cache and compares.
func again(ctx context.Context, out string, chosen []target) error {
	scratch, err := os.MkdirTemp("", "release-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	source := filepath.Join(scratch, "another", "folder")
	if err := copySource(source); err != nil {
		return err
	}
	b, err := newBuilder(source, filepath.Join(scratch, "cache"))
	if err != nil {
		return err
	}
	second := filepath.Join(scratch, "release")
	if err := os.Mkdir(second, 0o755); err != nil {
		return err
	}
	if err := b.release(ctx, second, chosen); err != nil {
		return err
	}
	if err := sameFiles(out, second); err != nil {
		return err
	}
	fmt.Println("built twice: the same bytes")
	return nil
}

func choose(only string) ([]target, error) {
	if only == "" {
		return targets, nil
	}
	var chosen []target
	for name := range strings.SplitSeq(only, ",") {
		i := slices.IndexFunc(targets, func(t target) bool { return t.String() == name })
		if i < 0 {
			return nil, fmt.Errorf("no target %q; there are %v", name, targets)
		}
		chosen = append(chosen, targets[i])
	}
	return chosen, nil
}

func emptyFolder(dir string) error {
	if dir == "" {
		return errors.New("-o names the folder to write into")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		err = fmt.Errorf("%s is not empty", dir)
	}
	return err
}

// copySource copies the files that git tracks, or that stand there and are not
// ignored.
func copySource(to string) error {
	list, err := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").Output()
	if err != nil {
		return fmt.Errorf("git ls-files: %w", err)
	}
	for name := range bytes.SplitSeq(bytes.TrimSuffix(list, []byte{0}), []byte{0}) {
		data, err := os.ReadFile(string(name))
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed and not yet committed
		}
		path := filepath.Join(to, string(name))
		if err := errors.Join(err, os.MkdirAll(filepath.Dir(path), 0o755)); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// sameFiles is an error unless both folders hold the same files.
func sameFiles(a, b string) error {
	x, err1 := sums(a)
	y, err2 := sums(b)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	if x != y {
		return fmt.Errorf("built twice, and not the same:\n%s\n%s", x, y)
	}
	return nil
}

// sums are the SHA-256 of the files in dir, as sha256sum lists them.
func sums(dir string) (string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&out, "%x  %s\n", sha256.Sum256(data), e.Name())
	}
	return out.String(), nil
}
