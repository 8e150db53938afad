package im.symbolon.peers.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One life of a process that speaks the protocol of {@code omemo_peer.py}. It ends when its input
 * does, so at the latest with this program.
 */
final class PeerProcess {
  private static final Duration ANSWER_TIME = Duration.ofMinutes(1);
  private static final Duration END_TIME = Duration.ofSeconds(10);

  private final Process process;
  private final Writer commands;
  private final Consumer<Map<String, Object>> events;
  private final Map<Long, CompletableFuture<Map<String, Object>>> answers =
      new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final CompletableFuture<Map<String, Object>> ready = new CompletableFuture<>();

  private PeerProcess(Process process, Consumer<Map<String, Object>> events) {
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.events = events;
  }

  /** Starts it; events are told on a thread of its own, in order. */
  static PeerProcess start(
      List<String> command, String password, Path errors, Consumer<Map<String, Object>> events)
      throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
            .start();
    PeerProcess peer = new PeerProcess(process, events);
    Thread reader = new Thread(peer::read, "peer-" + process.pid());
    reader.setDaemon(true);
    reader.start();
    peer.write("\"" + password + "\"");
    return peer;
  }

  private void read() {
    String end = "the peer ended";
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(Json.parse(line));
      }
    } catch (IOException e) {
      end = "the peer said something that is not of its protocol: " + e.getMessage();
    }
    IOException failure = new IOException(end);
    ready.completeExceptionally(failure);
    answers.values().forEach(answer -> answer.completeExceptionally(failure));
  }

  private void take(Map<String, Object> line) {
    if (line.get("answer") instanceof Long number) {
      CompletableFuture<Map<String, Object>> waiting = answers.remove(number);
      if (waiting != null) {
        waiting.complete(line);
      }
      return;
    }
    events.accept(line);
    if ("ready".equals(line.get("event"))) {
      ready.complete(line);
    } else if ("failed".equals(line.get("event"))) {
      ready.completeExceptionally(new IOException((String) line.get("error")));
    }
  }

  /** Waits until it is online and has read what waited for it; returns who it is. */
  Map<String, Object> awaitReady() throws IOException, InterruptedException {
    return await(ready, "start");
  }

  /** Has something done; an answer that is no ok is an exception with its line. */
  Map<String, Object> command(String command, Map<String, ?> arguments)
      throws IOException, InterruptedException {
    long number = numbers.incrementAndGet();
    Map<String, Object> line = new HashMap<>(arguments);
    line.put("id", number);
    line.put("cmd", command);
    CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
    answers.put(number, answer);
    write(Json.line(line));
    Map<String, Object> answered = await(answer, command);
    if (!Boolean.TRUE.equals(answered.get("ok"))) {
      throw new IOException(command + ": " + answered.get("error"));
    }
    return answered;
  }

  private static Map<String, Object> await(
      CompletableFuture<Map<String, Object>> future, String what)
      throws IOException, InterruptedException {
    try {
      return future.get(ANSWER_TIME.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(what + ": " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(what + ": no answer within " + ANSWER_TIME.toSeconds() + " s", e);
    }
  }

  private synchronized void write(String line) throws IOException {
    commands.write(line + "\n");
    commands.flush();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Lets it leave, and sees to it that it is gone. */
  void end() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(END_TIME.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
