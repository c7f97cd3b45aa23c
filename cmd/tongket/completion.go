package main

import (
	"fmt"
	"io"
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
		Long: `In đoạn mã mà cửa sổ lệnh cần để phím Tab gõ nốt tên lệnh, tùy chọn và thư mục công việc.
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
// where FILE is taken, and the values of flags that have few.
func complete(commands []*cobra.Command) {
	for _, c := range commands {
		switch {
		case c.ValidArgs != nil || strings.Contains(c.Use, "FILE") || c.Name() == "diff":
		case strings.Contains(c.Use, "JOB") || strings.Contains(c.Use, "DIR"):
			c.ValidArgsFunction = oneFolder
		default:
			c.ValidArgsFunction = cobra.NoFileCompletions
		}
		if c.Flags().Lookup("output") != nil && c.Name() != "diff" {
			_ = c.MarkFlagDirname("output")
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
