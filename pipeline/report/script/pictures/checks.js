// Findings by check and severity.

picture.checks = () => {
  const found = [...groups(fitting.findings, (row) => `${row.check}\n${row.severity}`)]
    .map(([key, rows]) => {
      const [check, severity] = key.split("\n");
      return { check: checkName(check), name: check, kind: severity, severity: word(severity), n: rows.length, rows };
    })
    .sort((one, other) => other.n - one.n);
  const lines = found.map((each) => [each.check, tag(each.kind), { n: countLink("findings", each.rows, each.check) }]);
  const checks = new Set(found.map((each) => each.name)).size;
  return {
    rows: found.map(({ rows, ...each }) => each),
    lines,
    heads: ["col_check", "col_severity", "findings"],
    caption: found.length
      ? word("caption_checks", { n: count(fitting.findings.length), m: count(checks), most: found[0].check })
      : word("no_findings"),
    open: (datum) =>
      showRows(
        "findings",
        found.find((each) => each.name === datum.name && each.kind === datum.kind).rows,
        datum.check,
      ),
  };
};
