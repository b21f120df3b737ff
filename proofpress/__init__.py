"""Proofpress runs and checks a guide's examples, sets its formulas, and builds its pages.

The way from source to reader, module by module:

    pages, examples      read docs/*.md and snippets/*.py into plain data
    guide                all of it together: labels, numbers, who shows what
    sandbox, guards      run one example in this process, under guard
    fork_server, runner  run many, a process each
    figures              matplotlib's SVG, made fit for page and print
    figure_layout        their layout, in fewer passes than matplotlib's
    figure_texts         their texts, measured once
    second_opinion       every derivative of an example, computed again by other means
    watch, watched_*     see what autograd's operators answer while an example runs
    operators, answers   what an answer consists of; second_derivatives too
    quotients            the same answers as difference quotients (coordinates, chance)
    differences          their limits, from both sides, with an error
    verdicts             whether the two agree
    results              keep what a run gave, under a key of all that can change it
    outputs              compare with the .out files, or write them
    checks, page_checks  everything that must hold before a page is rendered
    formulas             TeX to HTML by KaTeX, with a linear text
    formula_html         a formula as it stands on a page, and its TeX read back
    formula_style        KaTeX's style sheet, read, and cut to what a site uses
    formula_trees        KaTeX's parse tree, for whatever else reads a formula
    formula_statements   what a formula says, checked: start here to evaluate one
    formula_reader, formula_terms, formula_notations, formula_cursor, formula_tokens
                         from the parse tree to a typed tree, formula_expressions
    formula_meanings     what names can stand for
    formula_values, formula_arithmetic, formula_derivatives, formula_differences
                         the typed tree to numbers; derivatives and limits from values
    formula_mutants, formula_writing
                         a formula with one thing changed, and its TeX
    page_text            what a reader sees of a page's Markdown, each place with its line
    number_checks        every number on a page, compared with where it comes from: start here
    number_sources, number_rules, number_census
                         what a page declares; which digits need no source; the kind of each
    number_values        expressions over the names that an example leaves behind
    shown_numbers        numbers as people write them
    formula_checks, formula_sides, formula_numbers, formula_samples
                         the numbers in formulas: side by side, and beside functions
    markdown_*           the Markdown extension: examples, equations, numbers, levels, links
    links                every link and anchor on the rendered pages
    sources, record      which content was proved: keys of it, and the committed record
    standing             the record held against the guide
    ahead                what can be done while the examples run
    drawn                formulas and figures kept out of the way of search and templates
    publish              build aside, swap at the end
    finish               what a built site needs, whoever built it
    light                its pages without what makes no difference to a reader
    fonts, site_links    the glyphs that it uses; its links, followed once more
    theme_templates      the templates of MkDocs's theme, found and compiled faster
    pdf                  a built site as PDF, in three editions, by the modules that follow
    pdf_book, pdf_*      the pages in the order of the navigation, as a small tree
    formula_words        formulas in words, for those who can't see them
    typst_formulas, ...  KaTeX's parse tree in Typst's mathematics
    typst_markup, ...    the tree in Typst; the look is in print/guide.typ
    typst_compiler       Typst's source to PDF, and what doesn't fit
    takeaway             what a reader takes along: notebooks, files, archives, the site as a folder
    mkdocs_hooks         the thin caller for MkDocs
"""

__all__: list[str] = []
