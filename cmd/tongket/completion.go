package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tongket/report"
)

// shells are those that completion knows, and how each writes its script.
var shells = []struct {
	name  string
	write func(root *cobra.Command, w io.Writer) error
}{
	{"bash", func(root *cobra.Command, w io.Writer) error { return root.GenBashCompletionV2(w, true) }},
	{"zsh", func(root *cobra.Command, w io.Writer) error { return root.GenZshCompletion(w) }},
	{"fish", func(root *cobra.Command, w io.Writer) error { return root.GenFishCompletion(w, true) }},
	{"powershell", func(root *cobra.Command, w io.Writer) error { return root.GenPowerShellCompletionWithDesc(w) }},
}

func completionCommand() *cobra.Command {
	var names []string
	for _, s := range shells {
		names = append(names, s.name)
	}
	return &cobra.Command{
		Use:   "completion " + strings.Join(names, "|"),
		Short: "In đoạn mã để phím Tab gõ nốt lệnh trong cửa sổ lệnh",
		Long: `In đoạn mã mà cửa sổ lệnh cần để phím Tab gõ nốt tên lệnh, tùy chọn, thư mục công việc và bản dự thảo đã giữ.
Dòng trong ví dụ chỉ có hiệu lực ở cửa sổ đang mở; muốn có mãi, ghi dòng ấy vào tệp khởi động:
~/.bashrc, ~/.zshrc, ~/.config/fish/config.fish, hoặc tệp mà $PROFILE của PowerShell chỉ.`,
		Example: `  source <(tongket completion bash)
  source <(tongket completion zsh)
  tongket completion fish | source
  tongket completion powershell | Out-String | Invoke-Expression`,
		ValidArgs: names,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || !slices.Contains(names, args[0]) {
				return usage(fmt.Errorf("lệnh completion cần tên một cửa sổ lệnh: %s", strings.Join(names, ", ")))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			i := slices.Index(names, args[0])
			return shells[i].write(cmd.Root(), cmd.OutOrStdout())
		},
	}
}

// flagValues are the values of flags that take one of a few, by command.
var flagValues = map[string]map[string][]string{
	"run":   {"log": {"json"}},
	"watch": {"log": {"json"}},
	"check": {"format": {"text", "csv"}},
	"diff":  {"format": report.ComparisonFormats()},
}

// complete says what the Tab key offers: folders for a JOB, files as well
// where FILE is taken, kept drafts where their names are, and the values of
// flags that have few.
func complete(commands []*cobra.Command) {
	for _, c := range commands {
		switch {
		case c.Name() == "diff":
			c.ValidArgsFunction = draftOrFile
		case c.ValidArgs != nil || strings.Contains(c.Use, "FILE"):
		case strings.Contains(c.Use, "JOB") || strings.Contains(c.Use, "DIR"):
			c.ValidArgsFunction = oneFolder
		default:
			c.ValidArgsFunction = cobra.NoFileCompletions
		}
		if c.Flags().Lookup("output") != nil && c.Name() != "diff" {
			_ = c.MarkFlagDirname("output")
		}
		if c.Flags().Lookup("against") != nil {
			_ = c.RegisterFlagCompletionFunc("against", draftOrFileAgainst)
		}
		for name, values := range flagValues[c.Name()] {
			_ = c.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
		}
	}
}

func oneFolder(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// draftOrFile offers for an argument of diff the drafts that are kept in the
// current folder and for the job of the other argument; where none begins as
// what is typed, the shell offers files.
func draftOrFile(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 1 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var folders []string
	for _, path := range append([]string{"."}, args...) {
		folders = append(folders, keptDrafts(path)...)
	}
	return draftsLike(typed, folders), cobra.ShellCompDirectiveDefault
}

// draftOrFileAgainst offers the drafts that a run of the job keeps.
func draftOrFileAgainst(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	job := argument(args)
	folders := []string{filepath.Join(job, "ket-qua", draftsFolder)}
	if out := cmd.Flag("output").Value.String(); out != "" {
		folders = append(folders, filepath.Join(out, draftsFolder))
	}
	return draftsLike(typed, folders), cobra.ShellCompDirectiveDefault
}

// draftsLike are the drafts kept in some folders whose names begin as typed.
func draftsLike(typed string, folders []string) []string {
	var names []string
	for _, folder := range folders {
		for _, name := range draftsIn(folder) {
			if strings.HasPrefix(name, typed) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}
