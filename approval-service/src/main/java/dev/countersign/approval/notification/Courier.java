package dev.countersign.approval.notification;

import dev.countersign.approval.notification.NotificationSettings.Channel;
import dev.countersign.approval.notification.NotificationSettings.Kind;
import dev.countersign.evidence.record.EvidenceJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/// Carries one message out, once. Redirects are not followed; what is answered is not read.
@Component
class Courier {
  private final NotificationSettings settings;
  private final ObjectProvider<JavaMailSender> mail;
  private final Clock clock;
  private final HttpClient http;

  Courier(NotificationSettings settings, ObjectProvider<JavaMailSender> mail, Clock clock) {
    this.settings = settings;
    this.mail = mail;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    boolean mails = settings.channels().stream().anyMatch(of -> of.kind() == Kind.EMAIL);
    if (mails && mail.getIfAvailable() == null) {
      throw new IllegalStateException(
          "countersign.approval.notification: a channel sends e-mail (expected: spring.mail.host)");
    }
    if (mail.getIfAvailable() instanceof JavaMailSenderImpl sender) {
      bound(sender.getJavaMailProperties(), Long.toString(settings.timeout().toMillis()));
    }
  }

  // Without these a mail server that says nothing is waited for without end.
  private static void bound(Properties properties, String millis) {
    for (String protocol : List.of("smtp", "smtps")) {
      for (String timeout : List.of("connectiontimeout", "timeout", "writetimeout")) {
        properties.putIfAbsent("mail.%s.%s".formatted(protocol, timeout), millis);
      }
    }
  }

  /// Carries a message out.
  ///
  /// @throws UndeliveredException when it is not known to have arrived
  void carry(Message message, Channel channel) {
    switch (channel.kind()) {
      case WEBHOOK -> webhook(message, channel);
      case SLACK -> post(channel, slack(message), Map.of());
      case EMAIL -> mail(message, channel);
    }
  }

  private void webhook(Message message, Channel channel) {
    byte[] body = EvidenceJson.write(message);
    long timestamp = clock.instant().getEpochSecond();
    String secret = String.valueOf(channel.secret());
    post(
        channel,
        body,
        Map.of(
            "Countersign-Delivery", message.delivery().toString(),
            "Countersign-Timestamp", Long.toString(timestamp),
            "Countersign-Signature", WebhookSignature.of(secret, timestamp, body)));
  }

  // Plain text in the Slack sense: nothing in it is markup, a mention or a link with another face.
  private static byte[] slack(Message message) {
    String text = message.text();
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    Map<String, Object> plain = Map.of("type", "plain_text", "text", text, "emoji", false);
    return EvidenceJson.write(
        Map.of("text", escaped, "blocks", List.of(Map.of("type", "section", "text", plain))));
  }

  private void post(Channel channel, byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(Objects.requireNonNull(channel.url()))
            .timeout(settings.timeout())
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      int status = status(request.build());
      if (status < 200 || status >= 300) {
        throw new UndeliveredException("answered " + status);
      }
    } catch (IOException e) {
      throw new UndeliveredException("no answer: " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UndeliveredException("interrupted");
    }
  }

  // The timeout ends with the head of the answer, and waiting for the rest would have no end.
  private int status(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    answer.body().close();
    return answer.statusCode();
  }

  private void mail(Message message, Channel channel) {
    SimpleMailMessage letter = new SimpleMailMessage();
    letter.setFrom(String.valueOf(channel.sender()));
    letter.setTo(channel.recipients().toArray(String[]::new));
    letter.setSubject(("[Countersign] " + message.line()).replaceAll("[\\r\\n]+", " "));
    letter.setText(message.text());
    try {
      mail.getObject().send(letter);
    } catch (MailException e) {
      throw new UndeliveredException("no mail: " + e.getClass().getSimpleName());
    }
  }
}
