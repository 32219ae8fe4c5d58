# Completion of dialtone for bash.
_dialtone() {
    local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]:-}
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "check list server open try card line compare export redact advice country known genuine give forget content --hidden --quit --version --help" -- "$word")
        return
    fi
    case $command in
    check) mapfile -t COMPREPLY < <(compgen -W "--all --json --save --since --quiet-profile --outside-vpn --try-help --reach --help" -- "$word") ;;
    open) mapfile -t COMPREPLY < <(compgen -W "--text --again --help" -- "$word") ;;
    content) mapfile -t COMPREPLY < <(compgen -W "import remove update mirror show --help" -- "$word") ;;
    genuine) [ "${word#-}" = "$word" ] || mapfile -t COMPREPLY < <(compgen -W "--lang --help" -- "$word") ;;
    forget) mapfile -t COMPREPLY < <(compgen -W "--yes --lang --help" -- "$word") ;;
    line) mapfile -t COMPREPLY < <(compgen -W "--from --country --lang --help" -- "$word") ;;
    compare) [ "${word#-}" = "$word" ] || mapfile -t COMPREPLY < <(compgen -W "--own --json --lang --help" -- "$word") ;;
    known) mapfile -t COMPREPLY < <(compgen -W "--json --lang --help" -- "$word") ;;
    card) mapfile -t COMPREPLY < <(compgen -W "--out --line --from --size --code --country --text --help" -- "$word") ;;
    esac
    [ "${#COMPREPLY[@]}" -gt 0 ] || mapfile -t COMPREPLY < <(compgen -f -- "$word")
}
complete -o filenames -F _dialtone dialtone
