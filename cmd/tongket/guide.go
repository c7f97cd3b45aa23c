package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

//go:embed huong-dan.md
var manual []byte

func guideCommand() *cobra.Command {
	var html bool
	var file string
	cmd := &cobra.Command{
		Use:     "guide",
		Short:   "Sách hướng dẫn cho tổ biên tập",
		Long:    "In sách hướng dẫn: cách xếp một công việc, biểu được đọc thế nào, từng mã phát hiện, cách tính từng con số.",
		Example: "  tongket guide\n  tongket guide --html\n  tongket guide -o huong-dan.html",
		Args:    atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if file != "" {
				return writeManual(file)
			}
			if html {
				return openManual(cmd.OutOrStdout())
			}
			_, err := cmd.OutOrStdout().Write(manual)
			return err
		},
	}
	cmd.Flags().BoolVar(&html, "html", false, "mở sách hướng dẫn trong trình duyệt")
	cmd.Flags().StringVarP(&file, "output", "o", "", "ghi sách hướng dẫn (trang HTML) vào tệp `FILE`")
	return cmd
}

// openManual writes the manual as a page into the folder for temporary files,
// says where, and asks the system to show it.
func openManual(stdout io.Writer) error {
	dir, err := os.MkdirTemp("", "tongket-") // a name that nobody knows before
	if err != nil {
		return fmt.Errorf("không ghi được vào %s: %w", os.TempDir(), reason(err))
	}
	path := filepath.Join(dir, "huong-dan.html")
	if err := writeManual(path); err != nil {
		return err
	}
	fmt.Fprintln(stdout, path)
	_ = show(path) // without a browser the path is what there is
	return nil
}

func writeManual(path string) error {
	if err := unfitName(path, runtime.GOOS); err != nil {
		return err
	}
	page, err := manualPage()
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, page, 0o644); err != nil {
		return fmt.Errorf("không ghi được %s: %w", path, reason(err))
	}
	return nil
}

// manualPage is the manual as a self-contained page.
func manualPage() ([]byte, error) {
	md := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(parser.WithAutoHeadingID()))
	var body bytes.Buffer
	if err := md.Convert(manual, &body); err != nil {
		return nil, fmt.Errorf("huong-dan.md: %w", err)
	}
	return append(append([]byte(pageHead), body.Bytes()...), "</main></body></html>\n"...), nil
}

const pageHead = `<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>tongket: sách hướng dẫn</title>
<style>
body{font:17px/1.6 "Segoe UI",system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0}
main{max-width:52rem;margin:0 auto;padding:1rem}
h1,h2,h3{line-height:1.25;margin:2rem 0 .5rem}
code,pre{font-family:Consolas,"DejaVu Sans Mono",monospace;font-size:.9em;background:#f3f4f6}
pre{padding:.75rem;overflow-x:auto}
table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}
th,td{border:1px solid #c8ccd2;padding:.3rem .6rem;text-align:left;vertical-align:top}
@media (prefers-color-scheme:dark){body{background:#16181d;color:#e6e6e6}code,pre{background:#23262d}th,td{border-color:#444a55}a{color:#8ab4f8}}
</style></head><body><main>
`
