/** The shells that can complete. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** The first word by which a shell asks the program for completions. The words of the line follow, the last being typed. */
export const COMPLETING = '__complete';

/**
 * What makes each shell ask the program. Its answer is a line that says whether names of files are expected, then a word a
 * line with what it means behind a tab. No answer is ever evaluated: bash is given quoted words, and zsh and fish quote what
 * they insert. Nothing is said if the program fails.
 */
export const COMPLETION_SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# Completion of ssm-audit for bash. Made by: ssm-audit completion bash
_ssm_audit() {
  local line kind word before typed words=() answer=()
  COMPREPLY=()
  read -ra words <<<"\${COMP_LINE:0:COMP_POINT}"
  [[ \${COMP_LINE:COMP_POINT-1:1} == [[:space:]] ]] && words+=('')
  typed=\${words[\${#words[@]}-1]}
  case $typed in *[\\'\\"\\\\\\$\\\`]*) return ;; esac
  while IFS= read -r line; do answer+=("$line"); done \\
    < <("\${words[0]/#~/$HOME}" ${COMPLETING} "\${words[@]:1}" 2>/dev/null </dev/null)
  kind=\${answer[0]-}
  # Bash takes a word apart at = and :, and replaces the last part alone.
  before=\${typed%"\${typed##*[=:]}"}
  for line in "\${answer[@]:1}"; do
    word=\${line%%$'\\t'*}
    printf -v word %q "\${word#"$before"}"
    [[ $word == *= ]] || word+=' '
    COMPREPLY+=("$word")
  done
  [[ $kind == files && \${#COMPREPLY[@]} -eq 0 ]] && compopt +o nospace -o default 2>/dev/null
  return 0
}
complete -o nospace -F _ssm_audit ssm-audit
`,
  zsh: `#compdef ssm-audit
# Completion of ssm-audit for zsh. Made by: ssm-audit completion zsh
_ssm_audit() {
  emulate -L zsh
  local -a answer plain shown open openshown
  local line word meaning
  answer=("\${(@f)$("\${words[1]/#\\~/$HOME}" ${COMPLETING} "\${(@Q)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null </dev/null)}")
  for line in "\${(@)answer[2,-1]}"; do
    word=\${line%%$'\\t'*} meaning=\${line#*$'\\t'}
    [[ -z $word ]] && continue
    [[ $meaning == $line || -z $meaning ]] && meaning=$word || meaning="$word  -- $meaning"
    if [[ $word == *= ]]; then open+=("$word") openshown+=("$meaning"); else plain+=("$word") shown+=("$meaning"); fi
  done
  (( $#plain )) && compadd -l -d shown -a -- plain
  (( $#open )) && compadd -l -S '' -d openshown -a -- open
  [[ \${answer[1]} == files ]] && _files
  return 0
}
if [[ \${funcstack[1]} == _ssm_audit ]]; then _ssm_audit "$@"; else compdef _ssm_audit ssm-audit; fi
`,
  fish: `# Completion of ssm-audit for fish. Made by: ssm-audit completion fish
function __ssm_audit_complete
    set -l typed (commandline -ct)
    set -l words (commandline -opc)
    set -l program (string replace -r '^~' $HOME -- $words[1])
    set -l answer ($program ${COMPLETING} $words[2..-1] "$typed" 2>/dev/null </dev/null)
    test (count $answer) -gt 1; and printf '%s\\n' $answer[2..-1]
    test "$answer[1]" = files; and __fish_complete_path "$typed"
end
complete -c ssm-audit -f -a '(__ssm_audit_complete)'
`,
};
