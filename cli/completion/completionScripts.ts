export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

/**
 * Scripts that teach a shell to complete `tableread`. They hold no knowledge of commands or options: they ask
 * `tableread __complete --at N -- WORDS`, where N is the index of the word at the cursor. The answer is a line a candidate,
 * `word<TAB>what it is`, or the one line `:files`, which leaves it to the shell to offer files.
 */
export const completionScripts: Readonly<Record<Shell, string>> = {
  // `-o default`: readline offers files where the function gives nothing (bash 3.2 of macOS has no compopt).
  bash: String.raw`_tableread() {
  local word
  COMPREPLY=()
  while IFS=$'\t' read -r word _; do
    [ "$word" = ":files" ] || COMPREPLY+=("$(printf '%q' "$word")")
  done < <(tableread __complete --at $((COMP_CWORD - 1)) -- "${'$'}{COMP_WORDS[@]:1}" 2>/dev/null)
}
complete -o default -F _tableread tableread
`,
  zsh: String.raw`#compdef tableread
_tableread() {
  local -a candidates
  local line
  for line in "${'$'}{(@f)$(tableread __complete --at $((CURRENT - 2)) -- "${'$'}{(@)words[2,-1]}" 2>/dev/null)}"; do
    if [[ "$line" == ":files" ]]; then
      _files
      return
    fi
    [[ -n "$line" ]] && candidates+=("${'$'}{${'$'}{line%%$'\t'*}//:/\\:}:${'$'}{line#*$'\t'}")
  done
  _describe 'tableread' candidates
}
if [[ "$funcstack[1]" == "_tableread" ]]; then
  _tableread "$@"
else
  compdef _tableread tableread
fi
`,
  fish: String.raw`function __tableread_complete
    set -l before (commandline -opc)
    set -l lines (tableread __complete --at (math (count $before) - 1) -- $before[2..-1] (commandline -ct) 2>/dev/null)
    if test "$lines[1]" = ':files'
        __fish_complete_path (commandline -ct)
    else
        printf '%s\n' $lines
    end
end
complete -c tableread -f -a '(__tableread_complete)'
`,
  powershell:
    String.raw`Register-ArgumentCompleter -Native -CommandName tableread -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { "$_".Trim("'", '"') })
  $at = if ($wordToComplete -eq '') { $words.Count } else { $words.Count - 1 }
  tableread __complete --at $at -- @words 2>$null | Where-Object { $_ -ne ':files' } | ForEach-Object {
    $word, $about = $_ -split "` +
    '`t' +
    String.raw`", 2
    $text = if ($word -match "[\s'();,]") { "'" + $word.Replace("'", "''") + "'" } else { $word }
    $tip = if ($about) { $about } else { $word }
    [System.Management.Automation.CompletionResult]::new($text, $word, 'ParameterValue', $tip)
  }
}
`,
};
