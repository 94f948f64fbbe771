<#-- The statements of the dialect. Start at DialectStatementEof; DialectTokens makes the tokens. -->

JAVACODE DialectToken last() {
    return (DialectToken) getToken(0);
}

/* Tells error messages what the tokens up to here were, as it reads after "after". */
JAVACODE void after(String part) {
    last().endsPart(part);
}

/* Tells error messages what has to come now, as it reads after "Expected". */
JAVACODE void expecting(String what) {
    last().isFollowedBy(what);
}

SqlStatement DialectStatementEof() :
{
    final SqlStatement statement;
}
{
    statement = DialectStatement()
    ( <SEMICOLON> )*
    <EOF>
    { return statement; }
}

SqlStatement DialectStatement() :
{
    final SqlStatement statement;
}
{
    (
        statement = DialectTrain()
    |   statement = DialectExplain()
    |   statement = DialectRegister()
    |   statement = DialectLoad()
    |   statement = DialectSave()
    |   statement = DialectInclude()
    |   statement = DialectShow()
    |   statement = DialectDescribeModel()
    |   statement = DialectDropModel()
    |   statement = DialectCancelTraining()
    |   statement = DialectTagModel()
    |   statement = DialectPromoteModel()
    |   statement = DialectRestoreModel()
    )
    { return statement; }
}

/* (TRAIN | RUN | PREDICT) (table | "(" query ")") AS algorithm.`path` [columns] [options] [AS output];
   a model that predicts has its columns already */
SqlTrain DialectTrain() :
{
    final Span span;
    final SqlTrain.Verb verb;
    final SqlNode source;
    final SqlNode algorithm;
    final SqlNode path;
    final List<SqlNode> features = new ArrayList<SqlNode>();
    final SqlNodeList settings;
    SqlNode output = null;
}
{
    (
        <TRAIN> { verb = SqlTrain.Verb.TRAIN; }
    |   <RUN> { verb = SqlTrain.Verb.RUN; }
    |   <PREDICT> { verb = SqlTrain.Verb.PREDICT; }
    )
    { span = span(); expecting("a table name or a query in parentheses"); }
    (
        source = DialectTableName("a table name") { after("the source table"); }
    |   <QUERY_IN_PARENTHESES> { source = last().query(); after("the source query"); }
    )
    ( <AS> | <INTO> ) { expecting("an algorithm name"); }
    algorithm = DialectFormat("the algorithm")
    path = DialectPath("the algorithm")
    {
        if (verb != SqlTrain.Verb.RUN) {
            last().requireText("Path");
        }
    }
    (
        LOOKAHEAD({ verb == SqlTrain.Verb.PREDICT }) {}
    |   DialectColumns(features)
    )
    settings = DialectOptions()
    [
        <AS> { expecting("a name for the result"); }
        output = DialectName() { after("the name of the result"); }
    ]
    {
        final SqlNodeList columns = new SqlNodeList(features, path.getParserPosition());
        return SqlTrain.of(
            span.end(this), verb, source, algorithm, path, columns, settings, output);
    }
}

/* COLUMNS (call [AS feature], ...), or nothing */
void DialectColumns(List<SqlNode> features) :
{}
{
    [
        <COLUMNS>
        <LPAREN> { expecting("a function name"); }
        DialectFeature(features)
        ( <COMMA> { expecting("a function name"); } DialectFeature(features) )*
        <RPAREN> { after("the columns"); }
    ]
}

/* function(column, ..., argument => value, ...) [AS feature] */
void DialectFeature(List<SqlNode> features) :
{
    final SqlNode function;
    final Span span;
    final List<SqlNode> columns = new ArrayList<SqlNode>();
    final List<SqlNode> arguments = new ArrayList<SqlNode>();
    SqlNode feature = null;
}
{
    function = DialectName() { span = span(); after("the function name"); }
    <LPAREN> { expecting("a column name"); }
    DialectArgument(columns, arguments)
    (
        <COMMA> { expecting(arguments.isEmpty() ? "a column or an argument" : "an argument"); }
        DialectArgument(columns, arguments)
    )*
    <RPAREN> { after("the arguments"); }
    [
        <AS> { expecting("a name for the feature"); }
        feature = DialectName() { after("the name of the feature"); }
    ]
    {
        final SqlParserPos place = function.getParserPosition();
        features.add(
            SqlFeature.of(
                span.end(this),
                function,
                new SqlNodeList(columns, place),
                new SqlNodeList(arguments, place),
                feature));
    }
}

/* column, or argument => value; behind the first argument nothing is a column */
void DialectArgument(List<SqlNode> columns, List<SqlNode> arguments) :
{
    final SqlIdentifier name;
}
{
    name = DialectName() { after("'" + name + "'"); }
    (
        LOOKAHEAD({ !arguments.isEmpty() }) DialectArgumentValue(name, arguments)
    |   DialectArgumentValue(name, arguments)
    |   { columns.add(name); }
    )
}

void DialectArgumentValue(SqlIdentifier name, List<SqlNode> arguments) :
{
    final SqlNode value;
}
{
    <NAMED_ARGUMENT_ASSIGNMENT> { after("'" + name + " =>'"); expecting("a value"); }
    (
        LOOKAHEAD({ isFollowedByArray() }) DialectWord() value = DialectValues(name)
    |   value = DialectValues(name)
    |   value = DialectArgumentScalar()
    )
    { after("the value of '" + name + "'"); }
    { arguments.add(SqlArgument.of(name.getParserPosition().plus(value.getParserPosition()), name, value)); }
}

/* A column may be named array. */
JAVACODE boolean isFollowedByArray() {
    return getToken(1).image.equalsIgnoreCase("array") && getToken(2).kind == LPAREN;
}

/* (value, ...) */
SqlNodeList DialectValues(SqlIdentifier name) :
{
    final Span span;
    final List<SqlNode> values = new ArrayList<SqlNode>();
    SqlNode value;
}
{
    <LPAREN> { span = span(); expecting("a value"); }
    value = DialectArgumentScalar() { values.add(value); after("a value of '" + name + "'"); }
    (
        <COMMA> { expecting("a value"); }
        value = DialectArgumentScalar() { values.add(value); after("a value of '" + name + "'"); }
    )*
    <RPAREN>
    { return new SqlNodeList(values, span.end(this)); }
}

SqlLiteral DialectArgumentScalar() :
{
    final SqlLiteral value;
}
{
    (
        LOOKAHEAD(1) value = DialectOptionValue()
    |
        ( DialectWord() | <BACK_QUOTED_IDENTIFIER> )
        { value = last().text(); }
    )
    { return value; }
}

SqlStatement DialectExplain() :
{
    final Span span;
    SqlExplainTrain.Mode mode = SqlExplainTrain.Mode.SIMPLE;
    final SqlTrain train;
}
{
    <EXPLAIN> { span = span(); }
    [
        <EXTENDED> { mode = SqlExplainTrain.Mode.EXTENDED; }
    |   <CODEGEN> { mode = SqlExplainTrain.Mode.CODEGEN; }
    |   <COST> { mode = SqlExplainTrain.Mode.COST; }
    |   <FORMATTED> { mode = SqlExplainTrain.Mode.FORMATTED; }
    ]
    train = DialectTrain()
    { return SqlExplainTrain.of(span.end(this), mode, train); }
}

/* REGISTER algorithm.`path` AS function [options] */
SqlStatement DialectRegister() :
{
    final Span span;
    final SqlNode algorithm;
    final SqlNode path;
    final SqlNode function;
    final SqlNodeList settings;
}
{
    <REGISTER> { span = span(); expecting("an algorithm name"); }
    algorithm = DialectFormat("the algorithm")
    path = DialectPath("the algorithm")
    <AS> { expecting("a function name"); }
    function = DialectName() { after("the function name"); }
    settings = DialectOptions()
    { return SqlRegister.of(span.end(this), algorithm, path, function, settings); }
}

/* LOAD format.`path` [options] AS table */
SqlStatement DialectLoad() :
{
    final Span span;
    final SqlNode format;
    final SqlNode path;
    final SqlNodeList settings;
    final SqlNode table;
}
{
    <LOAD> { span = span(); expecting("a format"); }
    format = DialectFormat("the format")
    path = DialectPath("the format")
    settings = DialectOptions()
    <AS> { expecting("a table name"); }
    table = DialectName() { after("the table name"); }
    { return SqlLoad.of(span.end(this), format, path, settings, table); }
}

/* SAVE [mode] table AS format.`path` [options] [PARTITIONBY column, ...] */
SqlStatement DialectSave() :
{
    final Span span;
    SqlSave.Mode mode = SqlSave.Mode.ERROR_IF_EXISTS;
    final SqlNode table;
    final SqlNode format;
    final SqlNode path;
    final SqlNodeList settings;
    final SqlNodeList partitionBy;
}
{
    <SAVE> { span = span(); expecting("a mode or a table name"); }
    [
        LOOKAHEAD({ startsWithSaveMode() })
        (
            <OVERWRITE> { mode = SqlSave.Mode.OVERWRITE; }
        |   <APPEND> { mode = SqlSave.Mode.APPEND; }
        |   <ERRORIFEXISTS> { mode = SqlSave.Mode.ERROR_IF_EXISTS; }
        |   <IGNORE> { mode = SqlSave.Mode.IGNORE; }
        )
        { expecting("a table name"); }
    ]
    table = DialectTableName("a table name") { after("the table name"); }
    <AS> { expecting("a format"); }
    format = DialectFormat("the format")
    path = DialectPath("the format")
    settings = DialectOptions()
    partitionBy = DialectPartitionBy()
    { return SqlSave.of(span.end(this), mode, table, format, path, settings, partitionBy); }
}

/* A table may have the name of a mode: "save append as ...". */
JAVACODE boolean startsWithSaveMode() {
    final int word = getToken(1).kind;
    final int following = getToken(2).kind;
    return (word == OVERWRITE || word == APPEND || word == ERRORIFEXISTS || word == IGNORE)
        && following != AS
        && following != DOT;
}

SqlNodeList DialectPartitionBy() :
{
    final List<SqlNode> columns = new ArrayList<SqlNode>();
    SqlNode column;
}
{
    [
        ( <PARTITIONBY> | <PARTITION> <BY> ) { expecting("a column name"); }
        column = DialectName() { columns.add(column); after("the column"); }
        (
            <COMMA> { expecting("a column name"); }
            column = DialectName() { columns.add(column); after("the column"); }
        )*
    ]
    { return new SqlNodeList(columns, getPos()); }
}

/* INCLUDE 'path' | INCLUDE format.`path` [options] */
SqlStatement DialectInclude() :
{
    final Span span;
    SqlNode format = null;
    final SqlNode path;
    final SqlNodeList settings;
}
{
    <INCLUDE> { span = span(); expecting("a path in quotes or a format"); }
    (
        <QUOTED_STRING> { path = last().path(); after("the path"); }
    |
        format = DialectFormat("the format")
        path = DialectPath("the format")
    )
    { last().requireText("Path"); }
    settings = DialectOptions()
    { return SqlInclude.of(span.end(this), format, path, settings); }
}

/* SHOW ALGORITHMS | SHOW (OPTIONS | FUNCTIONS) FOR algorithm | SHOW MODELS IN 'path' |
   SHOW TRAININGS | SHOW TRAINING 'id' */
SqlStatement DialectShow() :
{
    final Span span;
    final SqlNode algorithm;
    final SqlNode path;
    final SqlNode id;
}
{
    <SHOW> { span = span(); }
    (
        <ALGORITHMS>
        { return SqlShowAlgorithms.of(span.end(this)); }
    |
        <OPTIONS> <FOR> { expecting("an algorithm name"); }
        algorithm = DialectName() { after("the algorithm"); }
        { return SqlShowOptions.of(span.end(this), algorithm); }
    |
        <FUNCTIONS> <FOR> { expecting("an algorithm name"); }
        algorithm = DialectName() { after("the algorithm"); }
        { return SqlShowFunctions.of(span.end(this), algorithm); }
    |
        <MODELS> <IN> { expecting("a path in quotes"); }
        path = DialectQuotedPath()
        { return SqlShowModels.of(span.end(this), path); }
    |
        <TRAININGS>
        { return SqlShowTrainings.of(span.end(this)); }
    |
        <TRAINING> { expecting("the id of a training in quotes"); }
        id = DialectQuotedId()
        { return SqlShowTraining.of(span.end(this), id); }
    )
}

/* CANCEL TRAINING 'id' */
SqlStatement DialectCancelTraining() :
{
    final Span span;
    final SqlNode id;
}
{
    <CANCEL> { span = span(); }
    <TRAINING> { expecting("the id of a training in quotes"); }
    id = DialectQuotedId()
    { return SqlCancelTraining.of(span.end(this), id); }
}

SqlNode DialectQuotedId() :
{}
{
    ( <QUOTED_STRING> | <BACK_QUOTED_IDENTIFIER> )
    { last().requireText("Id"); after("the id"); return last().text(); }
}

SqlStatement DialectDescribeModel() :
{
    final Span span;
    final SqlNode path;
    SqlNode version = null;
}
{
    ( <DESCRIBE> | <DESC> ) { span = span(); }
    <MODEL> { expecting("a path in quotes"); }
    path = DialectQuotedPath()
    [ version = DialectVersionOrTag() ]
    { return SqlDescribeModel.of(span.end(this), path, version); }
}

/* DROP MODEL 'path' [VERSION n | TAG 'name'] */
SqlStatement DialectDropModel() :
{
    final Span span;
    final SqlNode path;
    SqlNode version = null;
    SqlNode tag = null;
}
{
    <DROP> { span = span(); }
    <MODEL> { expecting("a path in quotes"); }
    path = DialectQuotedPath()
    [
        version = DialectVersion()
    |   <TAG> { expecting("a tag"); } tag = DialectTag()
    ]
    { return SqlDropModel.of(span.end(this), path, version, tag); }
}

/* TAG MODEL 'path' VERSION n AS 'name' */
SqlStatement DialectTagModel() :
{
    final Span span;
    final SqlNode path;
    final SqlNode version;
    final SqlNode tag;
}
{
    <TAG> { span = span(); }
    <MODEL> { expecting("a path in quotes"); }
    path = DialectQuotedPath()
    version = DialectVersion()
    <AS> { expecting("a tag"); }
    tag = DialectTag()
    { return SqlTagModel.of(span.end(this), path, version, tag); }
}

/* PROMOTE MODEL 'path' VERSION n AS 'name' [IF metric >= number AND ...] */
SqlStatement DialectPromoteModel() :
{
    final Span span;
    final SqlNode path;
    final SqlNode version;
    final SqlNode tag;
    final List<SqlNode> conditions = new ArrayList<SqlNode>();
}
{
    <PROMOTE> { span = span(); }
    <MODEL> { expecting("a path in quotes"); }
    path = DialectQuotedPath()
    version = DialectVersion()
    <AS> { expecting("a tag"); }
    tag = DialectTag()
    [
        <IF> { expecting("a metric"); }
        DialectCondition(conditions)
        ( <AND> { expecting("a metric"); } DialectCondition(conditions) )*
    ]
    {
        final SqlNodeList list = new SqlNodeList(conditions, tag.getParserPosition());
        return SqlPromoteModel.of(span.end(this), path, version, tag, list);
    }
}

/* metric (> | >= | < | <=) number */
void DialectCondition(List<SqlNode> conditions) :
{
    final SqlIdentifier metric;
    SqlCondition.Comparison comparison;
    final SqlLiteral bound;
}
{
    metric = DialectName() { after("the metric"); }
    (
        <GT> { comparison = SqlCondition.Comparison.MORE; }
        [ <EQ> { comparison = SqlCondition.Comparison.AT_LEAST; } ]
    |
        <LT> { comparison = SqlCondition.Comparison.LESS; }
        [ <EQ> { comparison = SqlCondition.Comparison.AT_MOST; } ]
    )
    { expecting("a number"); }
    bound = DialectNumber() { after("the number"); }
    {
        conditions.add(
            SqlCondition.of(
                metric.getParserPosition().plus(bound.getParserPosition()),
                metric,
                comparison,
                bound));
    }
}

SqlLiteral DialectNumber() :
{
    final Span span;
    String sign = "";
}
{
    [ <MINUS> { sign = "-"; expecting("a number"); } ]
    { span = span(); }
    ( <UNSIGNED_INTEGER_LITERAL> | <DECIMAL_NUMERIC_LITERAL> )
    {
        return SqlLiteral.createCharString(
            sign + last().value(), sign.isEmpty() ? last().pos() : span.end(this));
    }
}

/* RESTORE MODEL 'path' TO VERSION n */
SqlStatement DialectRestoreModel() :
{
    final Span span;
    final SqlNode path;
    final SqlNode version;
}
{
    <RESTORE> { span = span(); }
    <MODEL> { expecting("a path in quotes"); }
    path = DialectQuotedPath()
    <TO>
    version = DialectVersionOrTag()
    { return SqlRestoreModel.of(span.end(this), path, version); }
}

SqlNode DialectTag() :
{}
{
    ( DialectWord() | <BACK_QUOTED_IDENTIFIER> | <QUOTED_STRING> )
    { last().requireText("Tag"); after("the tag"); return last().text(); }
}

SqlNode DialectQuotedPath() :
{
    final SqlNode path;
}
{
    ( <QUOTED_STRING> | <BACK_QUOTED_IDENTIFIER> )
    { path = last().path(); last().requireText("Path"); after("the path"); }
    { return path; }
}

SqlNode DialectVersion() :
{}
{
    <VERSION> { expecting("a version number"); }
    <UNSIGNED_INTEGER_LITERAL> { after("the version"); return last().version(); }
}

SqlNode DialectVersionOrTag() :
{}
{
    <VERSION> { expecting("a version number or a tag in quotes"); }
    (
        <UNSIGNED_INTEGER_LITERAL> { after("the version"); return last().version(); }
    |
        <QUOTED_STRING>
        { last().requireText("Tag"); after("the version"); return last().text(); }
    )
}

/* (WHERE | OPTIONS) a = 1 AND b = 2, or OPTIONS (a = 1, b = 2), or nothing */
SqlNodeList DialectOptions() :
{
    final List<SqlNode> settings = new ArrayList<SqlNode>();
}
{
    [
        <WHERE> { expecting("an option name"); }
        DialectConjunction(settings)
    |
        <OPTIONS> { expecting("an option name or '('"); }
        (
            DialectConjunction(settings)
        |
            <LPAREN> { expecting("an option name or ')'"); }
            [
                DialectOption(settings)
                ( <COMMA> { expecting("an option name"); } DialectOption(settings) )*
            ]
            <RPAREN> { after("the options"); }
        )
    ]
    { return new SqlNodeList(settings, getPos()); }
}

void DialectConjunction(List<SqlNode> settings) :
{}
{
    DialectOption(settings)
    ( <AND> { expecting("an option name"); } DialectOption(settings) )*
}

void DialectOption(List<SqlNode> settings) :
{
    final SqlLiteral name;
    final SqlLiteral value;
}
{
    name = DialectOptionName()
    <EQ> { after("'" + name.toValue() + " ='"); expecting("a value"); }
    value = DialectOptionValue() { after("the value of '" + name.toValue() + "'"); }
    { settings.add(SqlOption.of(name.getParserPosition().plus(value.getParserPosition()), name, value)); }
}

/* Dotted names need no quotes, not even with numbers inside: fitParam.0.jobName */
SqlLiteral DialectOptionName() :
{
    final Span span;
    final StringBuilder name = new StringBuilder();
}
{
    ( DialectWord() | <BACK_QUOTED_IDENTIFIER> | <QUOTED_STRING> )
    { span = span(); name.append(last().requireText("Option name")); after("the option name"); }
    (
        <DOT> { name.append('.'); expecting("the rest of the option name"); }
        (
            DialectWord()
        |   <BACK_QUOTED_IDENTIFIER>
        |   <UNSIGNED_INTEGER_LITERAL>
        |   <DECIMAL_NUMERIC_LITERAL>
        )
        { name.append(last().value()); after("the option name"); }
    )*
    { return SqlLiteral.createCharString(name.toString(), span.end(this)); }
}

SqlLiteral DialectOptionValue() :
{
    final Span span;
    String sign = "";
}
{
    ( <QUOTED_STRING> | <TRUE> | <FALSE> | <HOOK> )
    { return last().text(); }
|
    [
        <MINUS> { sign = "-"; expecting("a number"); }
    |   <PLUS> { expecting("a number"); }
    ]
    { span = span(); }
    ( <UNSIGNED_INTEGER_LITERAL> | <DECIMAL_NUMERIC_LITERAL> )
    {
        return SqlLiteral.createCharString(
            sign + last().value(), sign.isEmpty() ? last().pos() : span.end(this));
    }
}

/* An algorithm or a data format; the part behind its last dot is a path. */
SqlNode DialectFormat(String part) :
{
    final List<String> names = new ArrayList<String>();
    final List<SqlParserPos> places = new ArrayList<SqlParserPos>();
}
{
    ( DialectWord() | <BACK_QUOTED_IDENTIFIER> )
    { last().addName(names, places); after(part); expecting("a path in back-quotes"); }
    (
        LOOKAHEAD({ isFollowedByMoreOfTheFormat() })
        <DOT> DialectWord()
        { last().addName(names, places); after(part); expecting("a path in back-quotes"); }
    )*
    { return new SqlIdentifier(names, null, SqlParserPos.sum(places), places); }
}

JAVACODE boolean isFollowedByMoreOfTheFormat() {
    return getToken(1).kind == DOT
        && getToken(2).kind != BACK_QUOTED_IDENTIFIER
        && getToken(3).kind == DOT;
}

SqlNode DialectPath(String part) :
{
    final SqlNode path;
}
{
    <DOT> { after(part); expecting("a path in back-quotes"); }
    <BACK_QUOTED_IDENTIFIER> { path = last().path(); after("the path"); }
    { return path; }
}

SqlNode DialectTableName(String what) :
{
    final List<String> names = new ArrayList<String>();
    final List<SqlParserPos> places = new ArrayList<SqlParserPos>();
}
{
    ( DialectWord() | <BACK_QUOTED_IDENTIFIER> ) { last().addName(names, places); }
    (
        <DOT> { expecting(what); }
        ( DialectWord() | <BACK_QUOTED_IDENTIFIER> ) { last().addName(names, places); }
    )*
    { return new SqlIdentifier(names, null, SqlParserPos.sum(places), places); }
}

SqlIdentifier DialectName() :
{}
{
    ( DialectWord() | <BACK_QUOTED_IDENTIFIER> )
    { return new SqlIdentifier(last().requireText("Name"), last().pos()); }
}

/* Every word but AS, INTO, WHERE and AND is a name where a name is expected. */
void DialectWord() :
{}
{
    <IDENTIFIER>
|   <ALGORITHMS>
|   <APPEND>
|   <BY>
|   <CANCEL>
|   <CODEGEN>
|   <COLUMNS>
|   <COST>
|   <DESC>
|   <DESCRIBE>
|   <DROP>
|   <ERRORIFEXISTS>
|   <EXPLAIN>
|   <EXTENDED>
|   <FALSE>
|   <FOR>
|   <FORMATTED>
|   <FUNCTIONS>
|   <IF>
|   <IGNORE>
|   <IN>
|   <INCLUDE>
|   <LOAD>
|   <MODEL>
|   <MODELS>
|   <OPTIONS>
|   <OVERWRITE>
|   <PARTITION>
|   <PARTITIONBY>
|   <PREDICT>
|   <PROMOTE>
|   <REGISTER>
|   <RESTORE>
|   <RUN>
|   <SAVE>
|   <SHOW>
|   <TAG>
|   <TO>
|   <TRAIN>
|   <TRAINING>
|   <TRAININGS>
|   <TRUE>
|   <VERSION>
}
